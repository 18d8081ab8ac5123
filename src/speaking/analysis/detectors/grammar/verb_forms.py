"""Forms of verbs: after auxiliaries, "to" and prepositions, and for a time."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, after, before, following, is_infinitive
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_BE = word_set("am is are was were 'm 're")
_NEED_GERUND = word_set("for of by without from about at")
_ASKED_POLITELY = word_set("will allow excuse forgive let pardon permit")
_FARTHEST_TIME = 8


def modal_form(doc: Doc) -> Iterator[Found]:
    """A finite form or "to" after a modal or "do": "can went", "didn't came", "must to go"."""
    for auxiliary in doc[:-1]:
        is_modal = auxiliary.lower_ in words.MODALS and auxiliary.tag_ == "MD"
        is_do = auxiliary.lower_ in {"do", "does", "did"} and auxiliary.dep_ == "aux"
        verb = after(auxiliary) if is_modal or (is_do and not _is_inverted(auxiliary)) else None
        if verb is None or verb.text.istitle():
            continue
        if _is_finite(verb) and not _has_perfect_between(auxiliary, verb):
            yield Found(auxiliary.i, verb.i + 1)
        # "Will" and "might" may be nouns: "the will to live".
        elif auxiliary.lower_ not in {"will", "might"} and is_modal and is_infinitive(verb):
            yield Found(auxiliary.i, verb.i + 2)


def _is_inverted(do: Token) -> bool:
    """Whether it refers to an earlier verb: "and so does increased business", "as Hart does"."""
    lead = following(do, -1)
    return lead is not None and lead.lower_ in {"so", "as", "nor", "neither", "than"}


def _is_finite(verb: Token) -> bool:
    finite = verb.tag_ in {"VBD", "VBZ", "VBN"} and verb.dep_ not in {"amod", "nsubj"}
    return finite and verb.lower_ not in words.SAME_PAST | {"has", "been", "'s"}


def _has_perfect_between(auxiliary: Token, verb: Token) -> bool:
    between = auxiliary.doc[auxiliary.i : verb.i]
    return verb.tag_ == "VBN" and any(each.lower_ in {"have", "be", "get"} for each in between)


def to_form(doc: Doc) -> Iterator[Found]:
    """A past form after "to": "to went", "to developed"."""
    for to in doc[:-1]:
        verb = to.nbor()
        past = verb.tag_ in {"VBD", "VBZ"} and verb.lower_ not in words.SAME_PAST
        if to.tag_ == "TO" and past and verb.lower_ not in _BE and not verb.text.istitle():
            yield Found(to.i, verb.i + 1)


def perfect_form(doc: Doc) -> Iterator[Found]:
    """A past form where the participle belongs: "have went", "had wrote"."""
    for have in doc[:-1]:
        verb = after(have) if have.lemma_ == "have" or have.lower_ == "'ve" else None
        if verb is not None and verb.lower_ in words.IRREGULAR_PAST_ONLY and verb.pos_ in {"VERB", "AUX"}:
            yield Found(have.i, verb.i + 1)


def be_and_verb(doc: Doc) -> Iterator[Found]:
    """A form of be before a bare verb: "I am agree", "it is depend", "they are go"."""
    for be in doc[:-1]:
        verb = after(be) if be.lower_ in _BE else None
        if verb is None or not _is_bare(verb):
            continue
        subject = before(be)
        if subject is None or subject.dep_ not in SUBJECTS | {"expl"}:
            continue
        if subject.lower_ not in {"what", "all", "thing"}:
            yield Found(be.i, verb.i + 1)


def _is_bare(verb: Token) -> bool:
    if verb.lower_ in words.AGREEING:
        return True
    plain = verb.tag_ in {"VB", "VBP"} and verb.lower_ not in words.SAME_PAST | {"be", "do", "have", "been"}
    return plain and verb.dep_ not in {"ccomp", "advcl", "csubj"}


def preposition_and_verb(doc: Doc) -> Iterator[Found]:
    """A bare verb after a preposition: "for improve", "without know", "instead of go"."""
    for preposition in doc[:-1]:
        if preposition.lower_ in _NEED_GERUND and preposition.pos_ in {"ADP", "SCONJ"}:
            verb = after(preposition, skip=frozenset({"not"}))
            if verb is not None and verb.tag_ == "VB" and verb.i - preposition.i <= len(("not", "go")):
                yield Found(preposition.i, verb.i + 1)


def since_present(doc: Doc) -> Iterator[Found]:
    """The present for what began in the past: "I live here since 2010"."""
    for since in doc:
        verb = since.head
        near = 0 < since.i - verb.i < _FARTHEST_TIME and verb.lemma_ != "have"
        if since.lower_ == "since" and since.dep_ == "prep" and near and _is_simple_present(verb):
            yield Found(verb.i, since.i + 1)


def past_time_present_verb(doc: Doc) -> Iterator[Found]:
    """The present with a finished time: "yesterday I go"."""
    for time in doc:
        if time.lower_ != "yesterday" or time.dep_ not in {"npadvmod", "advmod", "nmod"}:
            continue
        verb = time.head
        near = abs(verb.i - time.i) < _FARTHEST_TIME and verb.lower_ not in words.SAME_PAST
        if near and _is_simple_present(verb):
            yield Found(min(verb.i, time.i), max(verb.i, time.i) + 1)


def _is_simple_present(verb: Token) -> bool:
    """Whether it is a simple present, without an auxiliary ("has lived", "is eaten")."""
    with_auxiliary = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ in {"VBP", "VBZ"} and verb.lower_ != "'s" and not with_auxiliary


def will_after_if(doc: Doc) -> Iterator[Found]:
    """A "will" in the condition itself: "if I will have time"."""
    for condition in doc[:-2]:
        person, will = condition.nbor(), condition.nbor(2)
        conditional = condition.lower_ == "if" and condition.dep_ in {"mark", "advmod"}
        with_will = person.tag_ == "PRP" and person.lower_ != "it" and will.lower_ in {"will", "'ll"}
        polite = person.lower_ == "you" and condition.head.lemma_ in _ASKED_POLITELY
        if conditional and with_will and not polite and condition.head.dep_ == "advcl":
            yield Found(condition.i, will.i + 1)
