"""Choice of words: collocations, set phrases, word forms, calques and false friends."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from speaking.analysis.detectors import Found, Rule
from speaking.analysis.detectors.grammar import calques, collocations, false_friends, set_phrases
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.detectors.grammar.word_patterns import Patterns
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_COLLOCATIONS = Patterns(
    [*collocations.VERBS_AND_NOUNS, *collocations.ADJECTIVES_AND_NOUNS, *collocations.DEGREES]
)
_WORD_FORMS = Patterns(collocations.WORD_FORMS)
_SET_PHRASES = Patterns(set_phrases.SET_PHRASES)
_CALQUES = Patterns(calques.CALQUES)
_FALSE_FRIENDS = Patterns(false_friends.FALSE_FRIENDS)
_CONCESSIONS = word_set("although though")
_LONGEST_CLAUSE = 15


def collocation(doc: Doc) -> Iterator[Found]:
    """Words that do not go together: "do a mistake", "expensive price", "I very like"."""
    yield from _COLLOCATIONS.found_in(doc)


def word_form(doc: Doc) -> Iterator[Found]:
    """A noun for an adjective or a verb: "he is success", "I am very worry"."""
    yield from _WORD_FORMS.found_in(doc)


def set_phrase(doc: Doc) -> Iterator[Found]:
    """A set phrase with one wrong word: "in the other hand", "how do you call it"."""
    yield from _SET_PHRASES.found_in(doc)


def although_but(doc: Doc) -> Iterator[Found]:
    """Two words for one contrast: "Although it was cold, but we went out"."""
    for although in words_in(doc, _CONCESSIONS):
        if not (although.i == 0 or although.nbor(-1).is_punct):
            continue
        for but in doc[although.i + 1 : although.i + _LONGEST_CLAUSE]:
            if but.text in {".", "!", "?", ";"} or but.lower_ in _CONCESSIONS:
                break
            if but.lower_ == "but" and _begins_main_clause(but):
                said = doc[although.i : but.i].text
                yield Found(although.i, but.i + 1, (said,))
                break


def _begins_main_clause(but: Token) -> bool:
    after_comma = but.nbor(-1).text == ","
    return after_comma and but.i + 1 < len(but.doc) and but.nbor().dep_ in {"nsubj", "expl", "poss", "det"}


def calque(doc: Doc) -> Iterator[Found]:
    """An expression translated word for word: "I have 29 years", "I learned to know him"."""
    yield from _CALQUES.found_in(doc)


def false_friend(doc: Doc) -> Iterator[Found]:
    """A word that looks like one of the learner's language: "I became a present"."""
    yield from _FALSE_FRIENDS.found_in(doc)


def _rules(lines_by_language: Mapping[str, Sequence[str]], name: str) -> Mapping[str, tuple[Rule, ...]]:
    return MappingProxyType(
        {language: (_rule(lines, f"{name}_{language}"),) for language, lines in lines_by_language.items()}
    )


def _rule(lines: Sequence[str], name: str) -> Rule:
    patterns = Patterns(lines)

    def rule(doc: Doc) -> Iterator[Found]:
        yield from patterns.found_in(doc)

    rule.__name__ = name
    return rule


CALQUES_OF_SPEAKERS = _rules(calques.CALQUES_OF, "calque")
"""More calques, by the first language that suggests them."""

FALSE_FRIENDS_OF_SPEAKERS = _rules(false_friends.FALSE_FRIENDS_OF, "false_friend")
"""More false friends, by the first language."""
