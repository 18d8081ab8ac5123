"""A future or a "would" where English has the present or the past: after "if" and "when"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, following
from speaking.analysis.detectors.grammar.verb_clauses import is_singular
from speaking.analysis.detectors.grammar.verb_wording import base, past, present, wording
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_TIMES = word_set("when after before until till once")
_POLITE = word_set("will allow excuse forgive let pardon permit like please mind")
_ASKING = word_set(
    "know wonder ask see tell say remember decide understand think guess care depend sure figure find choose"
)
_PERSONS = word_set("i he she we they it")


def will_after_if(doc: Doc) -> Iterator[Found]:
    """A "will" or "would" in the condition itself: "if I will have time", "when I will go"."""
    for will in words_in(doc, {"will", "'ll", "would"}, before=2, after=1):
        subject, condition = doc[will.i - 1], doc[will.i - 2]
        verb = will.head
        if not _is_wrong_will(will, verb) or subject.lower_ not in _PERSONS or subject.dep_ not in SUBJECTS:
            continue
        if not _is_condition(condition, verb):
            continue
        told = _instead(will, verb, subject)
        if told and verb.i == will.i + 1:
            start, end = condition.i, verb.i + 1
            yield Found(start, end, (wording(doc, start, end, {will.i: "", verb.i: told}),))
        else:
            yield Found(condition.i, will.i + 1)


def _is_wrong_will(will: Token, verb: Token) -> bool:
    """Whether it is a future, or a "would" before "have" and a thing, or "be": the past would do."""
    if verb.i <= will.i or verb.tag_ != "VB":
        return False
    if will.lower_ in {"will", "'ll"}:
        return True
    return will.lower_ == "would" and verb.i == will.i + 1 and verb.lower_ in {"have", "be"}


def _is_condition(condition: Token, verb: Token) -> bool:
    if verb.dep_ != "advcl" or verb.lemma_ in _POLITE:
        return False
    lead = following(condition, -1)
    asked = lead is not None and (lead.lemma_ in _ASKING or lead.pos_ == "NOUN")
    even = lead is not None and lead.lower_ in {"as", "like"}
    joined = condition.lower_ == "if" and verb.head.lemma_ not in _ASKING
    timed = condition.lower_ in _TIMES and verb.head.lemma_ not in _ASKING
    return (joined or timed) and not asked and not even


def _instead(will: Token, verb: Token, subject: Token) -> str:
    singular = is_singular(subject)
    if will.lower_ == "would":
        return past(base(verb), singular=singular or subject.lower_ == "i")
    return present(base(verb), subject.lower_, singular=singular)
