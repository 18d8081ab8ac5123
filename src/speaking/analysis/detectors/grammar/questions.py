"""Word order of questions, direct and embedded: "Why you go?", "I don't know where is it"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    NOUN_TAGS,
    begins_sentence,
    ends_clause,
    ends_sentence,
    is_question,
    noun_phrase_end,
    opens_sentence,
    rest_of_sentence,
    said,
)
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.word_index import forms_in, words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_QUESTIONS = word_set("what where why how when who which")
_PLACE_AND_MANNER = word_set("where why how when")
_BE = word_set("is are was were am")
_DO = word_set("do does did")
_MODALS = word_set("can could should will would must")
_THINKING = word_set(
    "know understand wonder remember forget forgot ask asked explain tell told see learn learned decide "
    "guess imagine show showed find check sure idea knew understood knows asks explains explained"
)
_PERSONS = word_set("i you he she it we they that this there")
_SUBJECTS = word_set("i you he she it we they")
_ASKED = word_set("me him her us them you")
_ASKING_LEADS = word_set("do did can could if when because that")
_NO_VERBS = word_set("'re 'm 've 'd 'll ca wo")
_SAYING = word_set("say call explain pronounce spell")
_BEFORE_HOW = word_set("and but so well oh ah i mean")
_LONGEST_QUESTION = 4


def embedded_question(doc: Doc) -> Iterator[Found]:
    """A question's word order inside a sentence: "I don't know where are they", "know how do I solve it"."""
    for question in words_in(doc, _QUESTIONS, before=1, after=2):
        if _is_embedded(question):
            yield from _inverted(question)


def _past_asked(question: Token) -> int:
    """The position after "what kind of food" or "how much"."""
    at = question.i + 1
    longest = min(len(question.doc), question.i + _LONGEST_QUESTION)
    while at < longest and question.doc[at].tag_ in NOUN_TAGS | {"JJ", "IN", "RB"}:
        at += 1
    return at


def _inverted(question: Token) -> Iterator[Found]:
    doc, at = question.doc, _past_asked(question)
    if at + 1 >= len(doc):
        return
    verb, subject = doc[at], doc[at + 1]
    if question.lower_ == "which" and at == question.i + 1:
        return
    if subject.lower_ in _PERSONS:
        if verb.lower_ in _BE | _DO | _MODALS and not _is_the_subject(question, subject):
            swapped = verb.lower_ in _BE and ends_clause(following(subject))
            yield Found(question.i, at + 2, (said(*doc[question.i : at], subject, verb),) if swapped else ())
    elif verb.lower_ in _BE and at == question.i + 1 and subject.tag_ in {"DT", "PRP$"}:
        end = noun_phrase_end(doc, subject.i)
        after = doc[end] if end < len(doc) else None
        like = question.lower_ == "what" and after is not None and after.lower_ == "like"
        called = question.lower_ == "what" and doc[end - 1].lower_ in {"name", "problem", "meaning"}
        if end > subject.i and (like or called or question.lower_ in _PLACE_AND_MANNER):
            swapped = ends_clause(after) and not like
            yield Found(question.i, end, (said(question, *doc[subject.i : end], verb),) if swapped else ())


def _is_the_subject(question: Token, subject: Token) -> bool:
    """Whether the question word may be the subject: "I know what is that", "who is there"."""
    return subject.lower_ in {"that", "this", "there"} and (
        question.lower_ != "where" or subject.lower_ == "there"
    )


def _is_embedded(question: Token) -> bool:
    """Whether what comes before asks or knows: "I don't know", "tell me", "it depends on"."""
    lead = question.nbor(-1)
    before = following(lead, -1)
    if lead.lower_ in _ASKED:
        return before is not None and before.lower_ in {"tell", "told", "ask", "asked", "show", "explain"}
    if lead.lower_ in {"on", "about", "of"}:
        return before is not None and before.lower_ in {"depends", "depend", "idea", "sure"}
    return lead.lower_ in _THINKING and (before is None or not _is_filler(before, lead))


def _is_filler(person: Token, verb: Token) -> bool:
    """Whether it is a "you know" or "I guess" on its own, with a question of its own after it."""
    if person.lower_ not in {"you", "i"} or verb.lower_ not in {"know", "see", "guess", "tell"}:
        return False
    lead = following(person, -1)
    return lead is None or lead.lower_ not in _ASKING_LEADS


def asked_if(doc: Doc) -> Iterator[Found]:
    """A question after "ask me" that has no "if": "he asked me do I like it"."""
    for verb in forms_in(doc, {"ask"}, after=4):
        person, aux, subject = verb.nbor(), verb.nbor(2), verb.nbor(3)
        asked = verb.lemma_ == "ask" and person.lower_ in _ASKED
        if (
            asked
            and aux.lower_ in _BE | _DO | _MODALS
            and subject.lower_ in _PERSONS - {"that", "this", "there"}
        ):
            yield Found(aux.i, subject.i + 1)


def question_without_inversion(doc: Doc) -> Iterator[Found]:
    """A question in the order of a statement: "Why you go there?", "How I can get there?"."""
    for question in words_in(doc, _QUESTIONS - {"which"}, after=3):
        if not _opens_question(question):
            continue
        at = _past_asked(question)
        if at == question.i + 1 or _asks_for_amount(question, at):
            yield from _not_inverted(question, at)


def _asks_for_amount(question: Token, at: int) -> bool:
    """Whether it is "how long", "how many brothers", "what time"; not "what people you know"."""
    first = question.nbor().lower_
    return at < len(question.doc) and (
        (question.lower_ == "how" and first in {"much", "many", "long", "often", "old", "far"})
        or (question.lower_ == "what" and first in {"time", "kind", "sort", "type", "color", "colour"})
    )


def _not_inverted(question: Token, at: int) -> Iterator[Found]:
    doc = question.doc
    if at + 1 >= len(doc):
        return
    subject, verb = doc[at], doc[at + 1]
    if subject.lower_ not in _SUBJECTS or _goes_on(doc, verb.i + 1):
        return
    asked = doc[question.i : at]
    if verb.lower_ in _MODALS | _BE or (verb.lower_ in {"have", "has"} and verb.dep_ == "aux"):
        yield Found(question.i, verb.i + 1, (said(*asked, verb, subject),))
    elif verb.tag_ in {"VBP", "VB"} and verb.lower_ not in _NO_VERBS:
        do = "does" if subject.lower_ in {"he", "she", "it"} else "do"
        yield Found(question.i, verb.i + 1, (said(*asked, do, subject, verb),))
    elif verb.tag_ == "VBD":
        yield Found(question.i, verb.i + 1, (said(*asked, "did", subject, verb.lemma_),))


def _goes_on(doc: Doc, start: int) -> bool:
    """Whether another verb follows: "What you like is this?"."""
    return any(
        each.tag_ in {"VBZ", "VBP", "MD"} and each.lower_ != "have" for each in rest_of_sentence(doc, start)
    )


def noun_before_be(doc: Doc) -> Iterator[Found]:
    """A question that ends with its "be": "Where the station is?"."""
    for question in words_in(doc, {"what", "where", "how"}, after=3):
        if not _opens_question(question):
            continue
        end = noun_phrase_end(doc, question.i + 1)
        named = question.nbor().tag_ in {"DT", "PRP$"} and end > question.i + 1
        if named and end < len(doc) and doc[end].lower_ in _BE and ends_sentence(following(doc[end])):
            yield Found(question.i, end + 1, (said(question, doc[end], *doc[question.i + 1 : end]),))


def _opens_question(question: Token) -> bool:
    return is_question(question) and opens_sentence(question)


def how_to_say(doc: Doc) -> Iterator[Found]:
    """A question without its subject: "How to say?", "What means this word?"."""
    for question in words_in(doc, {"how", "what"}, after=2):
        verb, after = question.nbor(), question.nbor(2)
        how = question.lower_ == "how" and verb.lower_ == "to" and after.lower_ in _SAYING
        if how and opens_sentence(question, _BEFORE_HOW) and _is_short(after):
            yield Found(question.i, after.i + 1, (said(question, "do you", after),))
        means = (
            question.lower_ == "what" and verb.lower_ == "means" and after.tag_ in {"DT", "PRP", "NN", "NNP"}
        )
        if means and begins_sentence(question) and is_question(question) and after.lower_ != "you":
            yield Found(question.i, verb.i + 1)


def _is_short(verb: Token) -> bool:
    """Whether only "it", "that" or "in English" follow before the next pause."""
    after = following(verb)
    return ends_clause(after) or (after is not None and after.lower_ in {"it", "that", "this", "in"})
