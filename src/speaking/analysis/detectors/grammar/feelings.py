"""What one feels, and what makes one feel so."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_FEELINGS = {
    "interesting": "interested",
    "boring": "bored",
    "exciting": "excited",
    "tiring": "tired",
    "confusing": "confused",
}
_DEGREES = word_set("very so really not n't too also")


def feeling_and_cause(doc: Doc) -> Iterator[Found]:
    """A "boring" for "bored": "I am interesting in", "I was boring"."""
    for person in words_in(doc, {"i", "we", "they", "he", "she"}, after=2):
        if person.nbor().lemma_ != "be":
            continue
        at = person.i + 2
        while at < len(doc) and doc[at].lower_ in _DEGREES:
            at += 1
        if at + 1 < len(doc) and doc[at].lower_ in _FEELINGS and _is_a_feeling(doc[at], doc[at + 1]):
            feeling = f"{doc[at - 1].text_with_ws}{_FEELINGS[doc[at].lower_]}"
            yield Found(at - 1, at + 1, (feeling,))


def _is_a_feeling(adjective: Token, after: Token) -> bool:
    if adjective.lower_ == "interesting" and after.lower_ not in {"in", "to", "about"}:
        return False
    return after.tag_ not in {"NN", "NNS", "NNP", "JJ", "PRP", "PRP$", "DT", "CD", "WP"}
