"""The tense of a clause, and its subject."""

from enum import Enum

from speaking.analysis.detectors.grammar.neighbours import SUBJECTS
from speaking.analysis.detectors.grammar.subjects import is_one
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Token

_BE_NOW = word_set("am is are 'm 're 's")
_HAVE_NOW = word_set("have has 've")
_CLIMBING = 4


class Tense(Enum):
    """The tenses that rules tell apart."""

    PRESENT = "I go"
    PROGRESSIVE = "I am going"
    PERFECT = "I have gone"
    PAST = "I went"
    OTHER = "I would go, I was going"


def tense_of(verb: Token) -> Tense:
    """The tense of a clause whose main verb this is."""
    auxiliaries = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    if not auxiliaries:
        return _simple(verb)
    first = auxiliaries[0].lower_
    if len(auxiliaries) == 1 and first in _BE_NOW and verb.tag_ == "VBG":
        return Tense.PROGRESSIVE
    perfect = len(auxiliaries) == 1 and verb.tag_ == "VBN" and verb.lower_ != "got"
    been = [each.lower_ for each in auxiliaries[1:]] == ["been"] and verb.tag_ in {"VBN", "VBG"}
    if first in _HAVE_NOW and (perfect or been):
        return Tense.PERFECT
    return Tense.PAST if first in {"did", "was", "were"} else Tense.OTHER


def _simple(verb: Token) -> Tense:
    if verb.tag_ == "VBD":
        return Tense.PAST
    finite = verb.tag_ in {"VBP", "VBZ"} or (verb.tag_ == "VB" and subject_before(verb) is not None)
    return Tense.PRESENT if finite and verb.lower_ != "'s" else Tense.OTHER


def subject_before(verb: Token) -> Token | None:
    """The clause's own subject before its verb."""
    return next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)


def is_singular(subject: Token | None) -> bool:
    """Whether a subject takes "was" and "has": not "I", which takes "was" but "have"."""
    if subject is None or subject.tag_ == "PRP":
        return subject is not None and subject.lower_ in {"he", "she", "it"}
    one = is_one(subject)
    return subject.tag_ in {"NN", "NNP", "DT"} if one is None else one


def clause_of(word: Token) -> Token | None:
    """The verb of the clause that a word belongs to; None if it is far up."""
    verb = word.head
    for _ in range(_CLIMBING):
        if verb.pos_ in {"VERB", "AUX"} and verb.dep_ not in {"aux", "auxpass"}:
            return verb
        verb = verb.head
    return None
