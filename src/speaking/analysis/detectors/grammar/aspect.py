"""Progressives and passives of verbs that have none."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.verb_clauses import Tense, is_singular, subject_before, tense_of
from speaking.analysis.detectors.grammar.verb_wording import form, past, present, wording
from speaking.analysis.detectors.grammar.word_index import forms_in, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_STATES = word_set("belong comprise consist contain depend deserve exist resemble")
_STATES_OF_MIND = word_set("believe know own possess prefer understand want")
_FEELINGS = word_set("like love hate need")
_BELONGINGS = word_set(
    """
    aunt brother car cousin degree diploma dog experience eye flat hair house idea interest knowledge
    motorbike nephew niece opinion qualification sister uncle
    """
)
_HABITUALLY = word_set("daily usually normally generally")
_MEANWHILE = word_set("when while if until at by this")
_ACTIVE_ONLY = word_set(
    "appear arrive belong consist deserve die disappear emerge exist happen occur remain vanish depend"
)
_BE = word_set("am is are was were 'm 're 's")
_CLEAR_BE = _BE - {"'s"}


def stative_progressive(doc: Doc) -> Iterator[Found]:
    """A state in the progressive: "I am knowing him", "it is belonging to me", "I am having two brothers"."""
    for verb in doc:
        be = _progressive_of(verb)
        if be is None or not _is_state(verb):
            continue
        subject = subject_before(verb)
        wished = verb.lemma_ == "want" and be.lower_ in {"was", "were"}  # "I was wanting to ask"
        if subject is None or wished or any(child.lower_ in {"be", "been"} for child in verb.lefts):
            continue
        yield _simple(doc, be, verb, subject)


def _progressive_of(verb: Token) -> Token | None:
    """The be of a progressive."""
    if verb.tag_ != "VBG":
        return None
    auxiliaries = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    return auxiliaries[0] if len(auxiliaries) == 1 and auxiliaries[0].lower_ in _BE else None


def _is_state(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma == "have":
        return any(child.dep_ == "dobj" and child.lemma_ in _BELONGINGS for child in verb.rights)
    if lemma in _FEELINGS:
        tried = any(child.tag_ == "PRP" and child.lower_ in {"it", "this", "that"} for child in verb.rights)
        more = any(child.lower_ in {"really", "just", "still", "always"} for child in verb.children)
        return lemma == "need" and not tried and not more and not _is_continued(verb)
    subject = subject_before(verb)
    person = subject is not None and subject.tag_ in {"PRP", "NNP"}
    follower = following(verb)
    goes_on = follower is None or follower.lower_ not in {",", "and"}
    return goes_on and (lemma in _STATES or (person and lemma in _STATES_OF_MIND))


def _is_continued(verb: Token) -> bool:
    follower = following(verb)
    return follower is None or follower.is_punct


def _simple(doc: Doc, be: Token, verb: Token, subject: Token) -> Found:
    """The quote from be to the verb, or from its pronoun if be is joined to that."""
    negated = any(child.dep_ == "neg" for child in verb.children)
    inverted = be.i < subject.i
    told = _told_in(be, verb, subject)
    if be.lower_.startswith("'"):
        start = be.i - 1
        said = wording(doc, start, verb.i + 1, {be.i: "", verb.i: told}) if be.i else ""
    else:
        start = be.i
        said = wording(doc, start, verb.i + 1, {be.i: "", verb.i: told})
    return Found(max(0, start), verb.i + 1, () if negated or inverted or not told else (said,))


def _told_in(be: Token, verb: Token, subject: Token) -> str:
    lemma = verb.lemma_.lower()
    if be.lower_ in {"was", "were"}:
        return past(lemma, singular=True)
    return present(lemma, "", singular=is_singular(subject))


def habitual_progressive(doc: Doc) -> Iterator[Found]:
    """What is usual in the progressive: "daily I am getting up early"."""
    for verb in doc:
        be = _progressive_of(verb)
        if be is None or tense_of(verb) is not Tense.PROGRESSIVE or verb.lemma_ in {"go", "get"}:
            continue
        habit = any(child.lower_ in _HABITUALLY and child.pos_ == "ADV" for child in verb.children)
        near = doc[max(0, verb.i - 8) : verb.i + 10]
        subject = subject_before(verb)
        if not habit or subject is None or subject.lower_ not in {"i", "we", "he", "she", "they"}:
            continue
        if be.i > subject.i and not any(each.lower_ in _MEANWHILE for each in near):
            yield _simple(doc, be, verb, subject)


def passive_of_active(doc: Doc) -> Iterator[Found]:
    """The passive of a verb that has none: "an accident was happened", "my stress is disappeared"."""
    for verb in forms_in(doc, _ACTIVE_ONLY):
        if verb.tag_ not in {"VBN", "VBD"}:
            continue
        be = following(verb, -1)
        if be is not None and be.pos_ == "ADV":
            be = following(be, -1)
        if be is None or be.lower_ not in _CLEAR_BE:
            continue
        done = form(verb.lemma_.lower(), "VBD")
        start = be.i if not be.lower_.startswith("'") else max(0, be.i - 1)
        told = ("has " + done, done) if be.lower_ == "is" else (done,)
        if be.lower_ == "is" and verb.lemma_.lower() in _STATES:
            told = (form(verb.lemma_.lower(), "VBZ"),)
        sure = be.lower_ in {"is", "was", "were"} and done
        said = tuple(wording(doc, start, verb.i + 1, {be.i: "", verb.i: each}) for each in told)
        yield Found(start, verb.i + 1, said if sure else ())


def born_now(doc: Doc) -> Iterator[Found]:
    """The present of a birth: "I am born in 1990"."""
    for be in words_in(doc, {"am", "'m"}, after=1):
        subject = following(be, -1)
        if be.nbor().lower_ != "born" or subject is None:
            continue
        start = be.i if be.lower_ == "am" else subject.i
        yield Found(start, be.i + 2, ("was born" if start == be.i else f"{subject.text} was born",))
