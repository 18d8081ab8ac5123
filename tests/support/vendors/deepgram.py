"""Deepgram's pre-recorded endpoint on loopback, as far as the package in docs/add-a-transcriber.md uses it.

It follows the published reference
(https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded): a key, the audio as the body,
the options in the query. It returns fillers only on request.
"""

from support.vendors.server import Answer, Request, StandIn

KEY = "key-of-a-made-up-deepgram-account"
SECS = 90.0
SAID = (
    "So, um, I discuss about it with my sister. So we discuss about the the plan, and she discuss about it."
)


class Deepgram(StandIn):
    """One account."""

    def answer(self, request: Request) -> Answer:
        if request.headers["Authorization"] != f"Token {KEY}":
            return Answer.json({"err_code": "INVALID_AUTH"}, status=401)
        if (request.method, request.path) == ("GET", "/v1/projects"):
            return Answer.json({"projects": []})
        if (request.method, request.path) != ("POST", "/v1/listen") or not request.body:
            return Answer.json({"err_code": "Bad Request"}, status=400)
        fillers = request.query.get("filler_words") == ["true"]
        said = [word for word in SAID.split() if fillers or word.strip(",") != "um"]
        words = [
            {
                "word": word.strip(",.").lower(),
                "punctuated_word": word,
                "start": at * 0.4,
                "end": at * 0.4 + 0.3,
                "confidence": 0.97,
            }
            for at, word in enumerate(said)
        ]
        heard = {"transcript": " ".join(said), "confidence": 0.97, "words": words}
        return Answer.json(
            {"metadata": {"duration": SECS}, "results": {"channels": [{"alternatives": [heard]}]}}
        )
