"""Subjects and negations that are said twice: "my sister, she was", "I don't know nothing"."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.clauses import (
    NOUN_TAGS,
    ends_clause,
    is_question,
    opens_sentence,
    said,
)
from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_NEGATIVES = {
    "nothing": "anything",
    "nobody": "anybody",
    "nowhere": "anywhere",
    "none": "any",
    "no": "any",
}
_NEGATION_REACH = 6
_ENDS_REACH = frozenset({"CC", "WP", "WRB", "MD", "PRP"})
_DETERMINERS = word_set("my his her our their your the this these those some many most all every a an one")
_PEOPLE = word_set("people children men women parents friends students")
_HELPING = word_set(
    "is are was were has have had can will would do does did 's 're 've 'm ca wo could should"
)
_MAY_BE_RELATIVE = word_set(
    "way time thing things year day moment reason place first last one ones minute kind rest more"
)
_VERB_TAGS = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PRONOUNS = word_set("he she it they")
_OPENING = word_set("and but so because also well yeah oh think i maybe then that now")


def doubled_subject(doc: Doc) -> Iterator[Found]:
    """A noun and its pronoun, both as the subject: "my sister, she was", "the people they are"."""
    for pronoun in words_in(doc, _PRONOUNS, before=2, after=1):
        after = pronoun.nbor()
        if after.tag_ not in _VERB_TAGS or is_question(pronoun):
            continue
        comma = pronoun.nbor(-1).text == ","
        noun = pronoun.nbor(-2) if comma else pronoun.nbor(-1)
        first = _phrase_start(noun) if comma or _is_no_relative(noun, after) else None
        if first is not None and _fits(noun, pronoun) and opens_sentence(first, _OPENING):
            yield Found(first.i, pronoun.i + 1, (said(*doc[first.i : noun.i + 1]),))


def _phrase_start(noun: Token) -> Token | None:
    """The first word of the phrase that ends with a noun; None if it has no determiner."""
    if noun.tag_ not in NOUN_TAGS:
        return None
    at = noun.i
    while at > 0 and noun.doc[at - 1].tag_ in {"JJ", "JJS", "NN", "NNP", "CD"}:
        at -= 1
    if at > 0 and noun.doc[at - 1].lower_ in _DETERMINERS:
        return noun.doc[at - 1]
    return noun.doc[at] if noun.lower_ in _PEOPLE else None


def _is_no_relative(noun: Token, verb: Token) -> bool:
    """Whether the pronoun after a noun begins no relative clause: "the book she wrote", "the way it is"."""
    return noun.lower_ not in _MAY_BE_RELATIVE and (
        verb.lower_ in _HELPING or noun.lower_ in _PEOPLE or _is_mine(noun)
    )


def _is_mine(noun: Token) -> bool:
    first = _phrase_start(noun)
    return first is not None and first.tag_ == "PRP$"


def _fits(noun: Token, pronoun: Token) -> bool:
    plural = noun.tag_ in {"NNS", "NNPS"} or noun.lower_ == "people"
    return plural == (pronoun.lower_ == "they")


def double_negative(doc: Doc) -> Iterator[Found]:
    """Two negations: "I don't know nothing", "I didn't speak with nobody"."""
    for negation in words_in(doc, {"n't", "not", "never"}, before=1, after=1):
        if negation.head.pos_ not in {"VERB", "AUX"}:
            continue
        start = negation.i - 1 if negation.lower_ == "n't" else negation.i
        second = _second_negative(negation)
        if second is not None:
            yield Found(start, second.i + 1, (said(*doc[start : second.i], _NEGATIVES[second.lower_]),))


def _second_negative(negation: Token) -> Token | None:
    reach = negation.doc[negation.i + 1 : negation.i + 1 + _NEGATION_REACH]
    for token in reach:
        if (
            token.is_punct
            or token.is_space
            or token.tag_ in _ENDS_REACH
            or token.lower_ in {"that", "if", "to"}
        ):
            return None
        if token.lower_ in _NEGATIVES and (token.lower_ != "no" or _is_determiner(token)):
            return token
    return None


def _is_determiner(no: Token) -> bool:
    after = following(no)
    return after is not None and after.tag_ in NOUN_TAGS | {"JJ"} and after.lower_ != "matter"


def nobody_and_not(doc: Doc) -> Iterator[Found]:
    """A "nobody" or "nothing" before a negated verb: "nobody didn't come"."""
    for nobody in words_in(doc, {"nobody", "nothing"}, after=2):
        negated = nobody.nbor(2).lower_ in {"n't", "not"} and nobody.nbor().tag_ in _VERB_TAGS
        if negated and not is_question(nobody):
            yield Found(nobody.i, nobody.i + 3)


def object_said_twice(doc: Doc) -> Iterator[Found]:
    """An object after "which", which is one itself: "a film which I like it"."""
    for which in words_in(doc, {"which"}, before=1, after=3):
        person, verb, again = (which.nbor(distance) for distance in (1, 2, 3))
        twice = again.lower_ in {"it", "them"} and verb.pos_ == "VERB" and person.tag_ == "PRP"
        if twice and ends_clause(following(again)):
            yield Found(which.i, again.i + 1, (said(which, person, verb),))
