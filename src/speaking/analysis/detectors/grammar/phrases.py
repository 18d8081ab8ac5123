"""Comparatives, quantifiers, articles before sounds, and other small words."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import tag_after
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
_NEGATIVES = word_set("nothing nobody nowhere")
_NEGATION_REACH = 5
_VOWELS = tuple("aeio")
_U_AS_VOWEL = ("un", "um", "up", "ug", "ul")
_U_AS_CONSONANT = ("uni", "unan")
_VOWEL_LETTER_ONLY = ("one", "once", "eu", "ew")
_CONSONANTS = tuple("bcdfgjklmnpqrstvwz")
_SHORTEST_WORD = 3


def double_comparative(doc: Doc) -> Iterator[Found]:
    """Two signs of comparison: "more better"; "more" before a short adjective: "more big"."""
    for sign in doc[:-1]:
        word = sign.nbor()
        if sign.lower_ not in {"more", "most"} or word.lower_ in {"more", "less", "lesser"}:
            continue
        if word.tag_ in {"JJR", "RBR", "JJS"} or _is_short_and_alone(word):
            yield Found(sign.i, sign.i + 2)


def _is_short_and_alone(word: Token) -> bool:
    """Whether it is a short adjective, and not "more small changes"."""
    alone = tag_after(word) not in {"NN", "NNS"}
    return word.lower_ in words.SHORT_ADJECTIVES and word.tag_ == "JJ" and alone


def quantifier_of(doc: Doc) -> Iterator[Found]:
    """A needless "of" or "the" with a quantifier: "most of people", "the most people", "almost people"."""
    for word in doc[:-2]:
        first, second = word.nbor(), word.nbor(2)
        if _is_quantifier(word) and first.lower_ == "of" and second.tag_ == "NNS":
            yield Found(word.i, word.i + 3)
        elif word.lower_ == "almost" and first.tag_ == "NNS":
            yield Found(word.i, word.i + 2)
        elif word.lower_ == "the" and first.lower_ == "most" and second.lower_ in {"of", "people"}:
            yield Found(word.i, word.i + 3)


def _is_quantifier(word: Token) -> bool:
    above_all = word.lower_ == "all" and word.i > 0 and word.nbor(-1).lower_ in {"the", "all"}
    return word.lower_ in {"most", "some", "many", "all"} and word.tag_ != "RB" and not above_all


def much_many(doc: Doc) -> Iterator[Found]:
    """A "much" before what can be counted: "much people"."""
    for much in doc[:-1]:
        counted = much.nbor().tag_ == "NNS" or much.nbor().lower_ == "people"
        if much.lower_ == "much" and counted:
            yield Found(much.i, much.i + 2)


def feeling_and_cause(doc: Doc) -> Iterator[Found]:
    """A "boring" for "bored": "I am interesting in", "I was boring"."""
    for person in doc[:-2]:
        if person.lower_ not in {"i", "we", "they", "he", "she"} or person.nbor().lemma_ != "be":
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


def double_negative(doc: Doc) -> Iterator[Found]:
    """Two negations: "I don't know nothing"."""
    for negation in doc[:-1]:
        if negation.lower_ not in {"n't", "not"} or negation.head.pos_ not in {"VERB", "AUX"}:
            continue
        for child in negation.head.children:
            near = 0 < child.i - negation.i < _NEGATION_REACH
            if child.lower_ in _NEGATIVES and near and child.dep_ in {"dobj", "attr", "advmod"}:
                yield Found(negation.i, child.i + 1)


def missing_subject(doc: Doc) -> Iterator[Found]:
    """A clause without its "it": "because is very important"."""
    for conjunction in doc[:-2]:
        verb, after = conjunction.nbor(), conjunction.nbor(2)
        clause = conjunction.lower_ in {"because", "if", "when", "although"} and verb.lower_ in {"is", "was"}
        if clause and after.tag_ in {"JJ", "RB", "DT", "VBG"}:
            yield Found(conjunction.i, conjunction.i + 2)


def wrong_article_form(doc: Doc) -> Iterator[Found]:
    """An "a" before a vowel sound or "an" before a consonant: "a apple", "an car"."""
    for article in doc[:-1]:
        word = article.nbor()
        if not word.text.isalpha() or len(word.text) < _SHORTEST_WORD or word.text.isupper():
            continue
        wrong_a = article.lower_ == "a" and article.tag_ == "DT" and _begins_with_vowel(word.lower_)
        wrong_an = article.lower_ == "an" and word.lower_.startswith(_CONSONANTS)
        if wrong_a or wrong_an:
            yield Found(article.i, article.i + 2)


def _begins_with_vowel(word: str) -> bool:
    u_sounds = word.startswith(_U_AS_VOWEL) and not word.startswith(_U_AS_CONSONANT)
    return (word.startswith(_VOWELS) or u_sounds) and not word.startswith(_VOWEL_LETTER_ONLY)
