"""Stories that are told in the past and fall into another tense."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, following
from speaking.analysis.detectors.grammar.times import finished_times
from speaking.analysis.detectors.grammar.verb_clauses import Tense, is_singular, subject_before, tense_of
from speaking.analysis.detectors.grammar.verb_wording import base, form, past, wording
from speaking.analysis.detectors.grammar.word_index import forms_in, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_EVENTS = word_set(
    """
    agree appear arrive ask attend begin borrow break bring build buy call catch choose climb close collect
    come crash decide discover drink drive drop eat enter explain fall find finish fly get give go grab
    graduate hand hear help hide hire hug invite join jump kick kill kiss knock laugh leave lend look lose
    marry meet move notice open order park pass pay pick pull push receive rent return ride run save sell
    send shout sit smile spend stand start steal stop take throw turn visit wait wake walk watch win
    """
)
_HABITS = word_set(
    """
    always usually often sometimes normally generally now nowadays today tomorrow every still never whenever
    ever any tonight these if when
    """
)
_UNFINISHED = word_set("already just ever never yet since always recently lately so far now today this")
_PERSONS = word_set("i he she we they")
_ASIDES = word_set("wait look hear get")
_LEAST_PAST = 0.6
_NEAR = 2
_FARTHEST = 10


def narrative_present(doc: Doc) -> Iterator[Found]:
    """An event in the present in the middle of a story: "they went in and order fish"."""
    sentences = list(doc.sents)
    tenses = [[tense_of(word) for word in sentence if _is_main(word)] for sentence in sentences]
    for number, sentence in enumerate(sentences):
        near = [tenses[at] for at in (number - 1, number + 1) if 0 <= at < len(tenses)]
        for verb in sentence:
            if _falls_into_present(verb, tenses[number], near):
                told = past(base(verb), singular=True)
                yield Found(verb.i, verb.i + 1, (told,) if told else ())


def _is_main(word: Token) -> bool:
    return word.pos_ in {"VERB", "AUX"} and word.dep_ in {"ROOT", "conj", "ccomp", "parataxis"}


def _falls_into_present(verb: Token, here: list[Tense], near: list[list[Tense]]) -> bool:
    if (
        verb.dep_ not in {"ROOT", "conj", "advcl"}
        or verb.lemma_ not in _EVENTS
        or tense_of(verb) is not Tense.PRESENT
    ):
        return False
    subject = subject_before(verb)
    joined = _is_joined_to_past(verb)
    person = subject is not None and (subject.lower_ in _PERSONS or subject.tag_ in {"NN", "NNS", "NNP"})
    if not person:
        return False
    if any(each.lower_ in _HABITS or each.text in {'"', "“"} for each in verb.sent):
        return False
    around = [tense for sentence in near for tense in sentence]
    all_past = len(near) == _NEAR and all(_is_told(sentence) for sentence in near)
    all_past = all_past and verb.dep_ != "advcl"
    return (joined or all_past) and _is_told(around) and here.count(Tense.PRESENT) <= _NEAR


def _is_joined_to_past(verb: Token) -> bool:
    """Whether the clause is joined to one in the past, before or after it."""
    joined = [child for child in verb.children if child.dep_ == "conj"]
    if verb.dep_ == "conj" or (verb.dep_ == "advcl" and _follows_so(verb)):
        joined.append(verb.head)
    return any(tense_of(each) is Tense.PAST for each in joined)


def _follows_so(verb: Token) -> bool:
    subject = subject_before(verb)
    lead = following(subject, -1) if subject is not None else None
    return lead is not None and lead.lower_ in {"so", "and", "but", "then", "there"}


def second_verb_of_story(doc: Doc) -> Iterator[Found]:
    """A second verb in the present: "we went in and buy a coat"."""
    for verb in forms_in(doc, _EVENTS, before=1):
        first = verb.head
        if verb.dep_ != "conj" or verb.tag_ not in {"VB", "VBP"} or verb.lemma_ not in _EVENTS:
            continue
        bare = not any(child.dep_ in SUBJECTS | {"aux", "auxpass", "mark"} for child in verb.children)
        simple = first.tag_ == "VBD" and first.i < verb.i
        free = not any(child.dep_ in {"aux", "xcomp", "ccomp"} for child in first.children)
        joined = verb.nbor(-1).lower_ in {"and", "then"} and verb.i - first.i <= _FARTHEST
        if bare and simple and free and joined and verb.lower_ not in _ASIDES:
            told = past(verb.lower_, singular=True)
            yield Found(verb.i, verb.i + 1, (told,) if told else ())


def _is_told(tenses: list[Tense]) -> bool:
    """Whether most verbs are in the past."""
    return bool(tenses) and tenses.count(Tense.PAST) >= _LEAST_PAST * len(tenses)


def present_after_when(doc: Doc) -> Iterator[Found]:
    """An event in the present with a "when" in the past: "when I went there, I buy a coat"."""
    for past_verb in doc:
        if past_verb.tag_ != "VBD" or past_verb.dep_ != "advcl":
            continue
        verb = past_verb.head
        when = next((child for child in past_verb.lefts if child.lower_ == "when"), None)
        if when is None or tense_of(verb) is not Tense.PRESENT:
            continue
        subject = subject_before(verb)
        near = abs(verb.i - past_verb.i) <= _FARTHEST and verb.lemma_ in _EVENTS
        if near and subject is not None and subject.lower_ in _PERSONS - {"it"}:
            told = past(base(verb), singular=True)
            yield Found(verb.i, verb.i + 1, (told,) if told else ())


def narrative_perfect(doc: Doc) -> Iterator[Found]:
    """The perfect in a story: "last summer we flew to Rome, and there we have rented a car"."""
    sentences = list(doc.sents)
    framed = {doc[time.start].sent.start for time in finished_times(doc)}
    for number, sentence in enumerate(sentences):
        earlier = sentences[max(0, number - _NEAR) : number + 1]
        if not any(each.start in framed for each in earlier):
            continue
        for verb in sentence:
            if _is_told_in_the_perfect(verb):
                have = next(child for child in verb.lefts if child.dep_ == "aux")
                told = past(verb.lemma_.lower(), singular=is_singular(subject_before(verb)))
                said = (wording(doc, have.i, verb.i + 1, {have.i: "", verb.i: told}),) if told else ()
                yield Found(have.i, verb.i + 1, said)


def _is_told_in_the_perfect(verb: Token) -> bool:
    subject = subject_before(verb)
    event = verb.lemma_ in _EVENTS | {"go", "come", "tell", "see", "rain", "make", "get", "say"}
    if not event or tense_of(verb) is not Tense.PERFECT or subject is None:
        return False
    auxiliaries = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    plain = len(auxiliaries) == 1 and auxiliaries[0].lower_ in {"have", "has"}
    negated = any(child.dep_ == "neg" for child in verb.children)
    open_time = any(each.lower_ in _UNFINISHED for each in verb.sent)
    return (
        plain
        and not negated
        and not open_time
        and verb.dep_ in {"ROOT", "conj"}
        and auxiliaries[0].i < verb.i
    )


def used_to(doc: Doc) -> Iterator[Found]:
    """The past habit without its -d: "when I was a child I use to swim"."""
    for use in words_in(doc, {"use"}, before=1, after=2):
        subject, to, verb = doc[use.i - 1], use.nbor(), use.nbor(2)
        lead = following(subject, -1)
        alone = lead is None or lead.pos_ not in {"NOUN", "PROPN", "PRON", "VERB", "AUX", "DET"}
        habit = to.lower_ == "to" and verb.tag_ == "VB" and verb.lower_ != "be"
        if habit and subject.lower_ in _PERSONS and alone and form(base(verb), "VBZ"):
            yield Found(use.i, to.i + 1)
