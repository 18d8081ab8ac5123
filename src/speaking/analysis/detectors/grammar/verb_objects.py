"""A person after a verb: "make me to", "suggest me to", "explain me", "say me"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import following, is_infinitive
from speaking.analysis.detectors.grammar.verb_wording import base, form, wording
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_SUBJECT_FORMS = word_set("it i he she we they")
_PEOPLE = words.PEOPLE - {"her"}
_SUBJECT_OF = {"me": "I", "him": "he", "her": "she", "us": "we", "them": "they", "you": "you"}
_PEOPLE_NOUNS = word_set(
    """
    anybody anyone baby boy boys boyfriend brother child children customer customers dad daughter employees
    everybody everyone father friend friends girl girls girlfriend husband kid kids man men mom mother parents
    passengers patients people person sister somebody someone son student students teacher teachers wife woman
    women workers
    """
)
_TOLD = {"say": "tell", "says": "tells", "said": "told", "saying": "telling"}
_TO_SOMEONE = word_set("what how why where about the that this his her my everything")
_LONGEST_OBJECT = 4


def suggest_person(doc: Doc) -> Iterator[Found]:
    """A person where the verb takes none: "suggest me to go", "explain me", "said me"."""
    for verb in doc[:-1]:
        person = verb.nbor()
        if person.tag_ != "PRP" or person.lower_ in _SUBJECT_FORMS or verb.pos_ != "VERB":
            continue
        to = following(person)
        if (
            verb.lemma_ in {"suggest", "recommend"}
            and to is not None
            and to.lower_ == "to"
            and verb.tag_ != "VBN"
        ):
            yield _that_someone_goes(doc, verb, person, to)
        elif _takes_to_person(verb, person, to):
            end = person.i + 1
            yield Found(verb.i, end, (wording(doc, verb.i, end, {person.i: f"to {person.text}"}),))
        elif verb.lower_ in _TOLD and person.lower_ in _PEOPLE - {"you"} and _is_told(to):
            told = {verb.i: _TOLD[verb.lower_]}
            yield Found(verb.i, person.i + 1, (wording(doc, verb.i, person.i + 1, told),))


def _that_someone_goes(doc: Doc, verb: Token, person: Token, to: Token) -> Found:
    """The wording "suggest that I go" for "suggest me to go"."""
    subject = _SUBJECT_OF.get(person.lower_, "")
    if not is_infinitive(to) or not subject:
        return Found(verb.i, to.i + 1)
    end = to.i + 2
    return Found(verb.i, end, (wording(doc, verb.i, end, {person.i: f"that {subject}", to.i: ""}),))


def _takes_to_person(verb: Token, person: Token, to: Token | None) -> bool:
    clause = person.lower_ == "you" and (to is None or to.pos_ in {"VERB", "AUX"})  # "I suggest you go"
    if verb.lemma_ in {"suggest", "explain"}:
        return person.lower_ in _PEOPLE and not clause
    described = verb.lemma_ == "describe" and to is not None and to.lower_ in _TO_SOMEONE - {"that"}
    return described and person.lower_ in _PEOPLE


def _is_told(follower: Token | None) -> bool:
    """Whether a message follows: "said me that", not "said me and my sister"."""
    return follower is None or follower.lower_ in _TO_SOMEONE | {"to", "."} or follower.tag_ == "PRP"


def make_to(doc: Doc) -> Iterator[Found]:
    """An infinitive after "make" or "let" and a person: "make me to cry", "let people to go"."""
    for to in words_in(doc, {"to"}, before=2, after=1):
        if not is_infinitive(to):
            continue
        verb = _causing(to)
        if verb is not None:
            end = to.i + 2
            yield Found(verb.i, end, (wording(doc, verb.i, end, {to.i: ""}),))


def _causing(to: Token) -> Token | None:
    """The "make" or "let" before the object before this word."""
    verb = to.nbor()
    main = verb.head
    if main.lemma_ not in {"make", "let"} or main.pos_ != "VERB" or main.tag_ == "VBN" or main.i >= to.i:
        return None
    between = to.doc[main.i + 1 : to.i]
    subject = any(each.dep_ == "nsubj" and each.lower_ in _PEOPLE_NOUNS for each in between)
    pronoun = len(between) == 1 and between[0].lower_ in words.PEOPLE
    noun = subject and all(each.tag_ in {"DT", "PRP$", "NN", "NNS", "JJ", "NNP"} for each in between)
    people = pronoun or (noun and 0 < len(between) <= _LONGEST_OBJECT)
    return main if people and verb.dep_ in {"ccomp", "xcomp"} else None


def make_ing(doc: Doc) -> Iterator[Found]:
    """Another form after "make" or "let" and a person: "it makes me feeling", "let people thinks"."""
    for verb in doc[2:]:
        main = verb.head
        caused = main.lemma_ in {"make", "let"} and main.pos_ == "VERB" and main.tag_ != "VBN"
        if (
            not caused
            or verb.dep_ != "ccomp"
            or verb.pos_ != "VERB"
            or not 0 < verb.i - main.i <= _LONGEST_OBJECT
        ):
            continue
        person = verb.nbor(-1)
        pronoun = person.lower_ in words.PEOPLE - {"her"} and person.i == main.i + 1
        tags = {"VBG", "VBZ", "VBD"} if pronoun else {"VBZ"}
        noun = person.lower_ in _PEOPLE_NOUNS and all(
            each.tag_ in {"DT", "PRP$", "JJ", "NN", "NNS"} for each in doc[main.i + 1 : verb.i]
        )
        if verb.tag_ in tags and (pronoun or noun) and form(base(verb), "VBG"):
            end = verb.i + 1
            yield Found(main.i, end, (wording(doc, main.i, end, {verb.i: base(verb)}),))
