"""What follows a verb: -ing, "to", a person, a clause."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import following, is_infinitive
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_TAKES_TO = word_set("want wants wanted able decide decided tend hope plan tried order needs")
_TIMES = word_set("time hours days")
_SUBJECT_FORMS = word_set("it i he she we they")
_PEOPLE = words.PEOPLE - {"her"}
_FROM_TIME = 2
_UP_TO_TIME = 7


def gerund_wanted(doc: Doc) -> Iterator[Found]:
    """An infinitive after a verb that takes -ing: "enjoy to read", "suggest to go"."""
    for verb in doc[:-2]:
        active = verb.pos_ == "VERB" and verb.tag_ not in {"VBN", "VBG"}
        if verb.lemma_ in words.TAKES_GERUND and active and is_infinitive(verb.nbor()):
            yield Found(verb.i, verb.i + 3)


def infinitive_wanted(doc: Doc) -> Iterator[Found]:
    """A bare verb where "to" is missing: "want go", "able do", "needs improve"."""
    for word in doc[:-1]:
        verb = word.nbor()
        bare = verb.tag_ in {"VB", "VBP"} and not verb.text.istitle()
        if not bare or word.lower_ not in _TAKES_TO or word.pos_ == "PROPN":
            continue
        in_order = word.lower_ != "order" or (word.i and word.nbor(-1).lower_ == "in")
        needed = word.lower_ != "needs" or word.pos_ == "VERB"
        if in_order and needed and verb.dep_ not in {"nsubj", "dobj", "compound", "amod"}:
            yield Found(word.i, verb.i + 1)


def forward_to(doc: Doc) -> Iterator[Found]:
    """An infinitive after "look forward to": "look forward to see"."""
    for word in doc[:-2]:
        if word.lower_ == "forward" and word.nbor().lower_ == "to" and word.nbor(2).tag_ == "VB":
            yield Found(word.i, word.i + 3)


def object_and_to(doc: Doc) -> Iterator[Found]:
    """A person where the verb takes none: "suggest me to", "make me to", "explain me"."""
    for verb in doc[:-1]:
        person = verb.nbor()
        if person.tag_ != "PRP" or person.lower_ in _SUBJECT_FORMS:
            continue
        to = following(person)
        with_to = to is not None and to.lower_ == "to"
        if _takes_no_person(verb, person, to) or (with_to and _takes_no_to(verb, to)):
            yield Found(verb.i, person.i + 1 + with_to)


def _takes_no_person(verb: Token, person: Token, to: Token | None) -> bool:
    begins_clause = person.lower_ == "you" and (to is None or to.lower_ != "to")  # "I suggest you go"
    return verb.lemma_ in {"suggest", "explain"} and person.lower_ in _PEOPLE and not begins_clause


def _takes_no_to(verb: Token, to: Token | None) -> bool:
    if verb.pos_ != "VERB" or verb.tag_ == "VBN":
        return False
    return verb.lemma_ == "recommend" or (verb.lemma_ in {"make", "let"} and is_infinitive(to))


def want_that(doc: Doc) -> Iterator[Found]:
    """A clause after "want": "I want that he comes"."""
    for verb in doc[:-2]:
        that, subject = verb.nbor(), verb.nbor(2)
        clause = that.lower_ == "that" and that.dep_ == "mark" and subject.tag_ in {"PRP", "DT", "PRP$"}
        if verb.lemma_ == "want" and verb.pos_ == "VERB" and clause:
            yield Found(verb.i, that.i + 1)


def time_to_spend(doc: Doc) -> Iterator[Found]:
    """An infinitive after spending time: "I spend time to read"."""
    for verb in doc[:-3]:
        if verb.lemma_ != "spend" or verb.pos_ != "VERB":
            continue
        for to in doc[verb.i + _FROM_TIME : verb.i + _UP_TO_TIME]:
            if doc[to.i - 1].lower_ in _TIMES and is_infinitive(to):
                yield Found(verb.i, to.i + 2)
                break
