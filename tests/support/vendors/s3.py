"""An S3 service that can misbehave: requests are passed on to a real one unless the script says otherwise."""

import httpx

from support.patience import patience_secs
from support.vendors.server import NO_TLS, Answer, Request, StandIn

HOP_BY_HOP = frozenset({"connection", "transfer-encoding", "content-encoding", "content-length"})


class S3(StandIn):
    """A stand-in in front of an S3 service such as moto's."""

    def __init__(self, behind: str) -> None:
        super().__init__()
        self._client = httpx.Client(base_url=behind, timeout=patience_secs(), verify=NO_TLS)

    def answer(self, request: Request) -> Answer:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        answer = self._client.request(request.method, request.target, content=request.body, headers=headers)
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP}
        if request.method == "HEAD":
            kept["Content-Length"] = answer.headers["Content-Length"]
        return Answer(answer.status_code, answer.content, kept)

    def close(self) -> None:
        super().close()
        self._client.close()
