"""Prepositions and set phrases."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import is_infinitive
from speaking.analysis.text.closed_classes import phrase_set, word_set
from speaking.analysis.text.language_model import Doc, Token

_OBJECT_TAGS = frozenset({"NN", "NNS", "DT", "PRP$", "PRP"})
_NOT_AN_OBJECT = word_set("a all here what part section skills skill comprehension")
_CHILDREN = word_set("child children kid kids son sons daughter daughters baby")
_CAUSES = word_set("interesting boring exciting tiring confusing")
_DEGREES = word_set("very so really not n't too also")

_SET_PHRASES = phrase_set(
    """
    a lot people; a lots of; according my; according with; as a conclusion; as conclusion; at same time;
    at the present days; besides of; by other hand; comparing to; did a mistake; do a decision; do a
    mistake; do mistakes; doing mistakes; every ones; first of the all; for conclude; for example like;
    from the one hand; in a conclusion; in conclude; in internet; in long run; in my point of view; in
    nowadays; in other hand; in same time; in the internet; in the nowadays; in the other hand; in the
    past time; in the present days; in the tv; in the weekend; in the weekends; in tv; lot of of; make a
    photo; make exercise; make homework; make sport; make sports; more and more better; now a days; on
    my opinion; on other hand; some one who; such as like
    """
)
_LONGEST = max(map(len, _SET_PHRASES))


def needless_preposition(doc: Doc) -> Iterator[Found]:
    """A preposition after a verb that takes none: "discuss about", "mention about"."""
    for verb in doc[:-1]:
        needless = (verb.lemma_.lower(), verb.nbor().lower_) in words.NEEDLESS_PREPOSITIONS
        if needless and verb.pos_ == "VERB" and verb.tag_ != "VBN":
            yield Found(verb.i, verb.i + 2)


def wrong_preposition(doc: Doc) -> Iterator[Found]:
    """A different preposition from the one the word takes: "depend of", "married with"."""
    for word in doc[:-1]:
        preposition = word.nbor()
        pairs = {(form, preposition.lower_) for form in (word.lower_, word.lemma_.lower())}
        if words.WRONG_PREPOSITIONS.isdisjoint(pairs) or preposition.tag_ not in {"IN", "TO", "RP"}:
            continue
        takes_one = word.pos_ in {"VERB", "ADJ", "SCONJ", "ADP"}
        if takes_one and not _is_right_after_all(word, preposition):
            yield Found(word.i, word.i + 2)


def _is_right_after_all(word: Token, preposition: Token) -> bool:
    if word.lower_ == "married":
        return _is_with_children(preposition)
    return word.lower_ != "capable" and is_infinitive(preposition)


def _is_with_children(preposition: Token) -> bool:
    """Whether it is "married with two children" and not "married with a doctor"."""
    return any(child.lower_ in _CHILDREN or child.tag_ == "CD" for child in preposition.subtree)


def missing_preposition(doc: Doc) -> Iterator[Found]:
    """A 'listen' or 'wait' without its preposition: "listen music", "wait me"."""
    for verb in doc[:-1]:
        heard = verb.nbor()
        music = verb.lemma_ == "listen" and verb.pos_ == "VERB" and heard.tag_ in _OBJECT_TAGS
        person = verb.lemma_ == "wait" and heard.lower_ in words.PEOPLE
        if person or (music and heard.lower_ not in _NOT_AN_OBJECT):
            yield Found(verb.i, verb.i + 2)


def set_phrase(doc: Doc) -> Iterator[Found]:
    """A set phrase with one wrong word: "in the other hand", "do a mistake"."""
    lower = [token.lower_ for token in doc]
    for start in range(len(lower)):
        for length in range(2, min(_LONGEST, len(lower) - start) + 1):
            if tuple(lower[start : start + length]) in _SET_PHRASES:
                yield Found(start, start + length)


def feeling_and_cause(doc: Doc) -> Iterator[Found]:
    """A "boring" for "bored": "I am interesting in", "I was boring"."""
    for person in doc[:-2]:
        if person.lower_ not in {"i", "we", "they", "he", "she"} or person.nbor().lemma_ != "be":
            continue
        at = person.i + 2
        while at < len(doc) and doc[at].lower_ in _DEGREES:
            at += 1
        if at + 1 < len(doc) and doc[at].lower_ in _CAUSES and _is_a_feeling(doc[at], doc[at + 1]):
            yield Found(at - 1, at + 1)


def _is_a_feeling(adjective: Token, after: Token) -> bool:
    if adjective.lower_ == "interesting" and after.lower_ not in {"in", "to", "about"}:
        return False
    return after.tag_ not in {"NN", "NNS", "NNP", "JJ", "PRP", "PRP$", "DT", "CD", "WP"}
