"""'A' and 'an': which of the two goes before a word, by its first sound."""

import re
from collections.abc import Iterator, Sequence

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.countability import UNCOUNTABLE
from speaking.analysis.detectors.grammar.noun_phrases import noun_after
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.language_model import Doc, Token

_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SOUNDS_LIKE_YOU = re.compile(
    r"uni(?!n[a-z]|m[a-z]|d[a-z])|uninstall|unanim|us(?:e|a|u|i)|ut[ei]|uto|ubi|ufo|ura|uro|ukr|uga|eu|ew"
)
_SOUNDS_LIKE_WONDER = re.compile(r"one(?!r)|once|ouija")
_LETTERS_WITH_VOWELS = frozenset("AEFHILMNORSX")
_EIGHT_OR_ELEVEN = re.compile(r"8|1[18](?!\d)|1[18](?=(?:,?\d{3})+$)")
_SHORTEST_WORD = 3
_LONGEST_ABBREVIATION = 4
_NOUN_PHRASE_TAGS = frozenset({"JJ", "NN", "NNS", "NNP", "VBG", "VBN"})


def article_before(word: str) -> str | None:
    """The right one of 'a' and 'an'; None if the sound of the word is not sure."""
    if word[:1].isdigit():
        return "an" if _EIGHT_OR_ELEVEN.match(word) else "a"
    if not word.replace("-", "").replace("'", "").isalpha() or not word.isascii():
        return None
    if word.isupper() and len(word) > 1:
        spelled = len(word) < _LONGEST_ABBREVIATION
        return ("an" if word[0] in _LETTERS_WITH_VOWELS else "a") if spelled else None
    return "an" if _begins_with_vowel(word.lower()) else "a"


def _begins_with_vowel(word: str) -> bool:
    if word.startswith(_SILENT_H):
        return True
    return word[0] in "aeiou" and not (_SOUNDS_LIKE_YOU.match(word) or _SOUNDS_LIKE_WONDER.match(word))


def with_a(words: Sequence[Token] | Sequence[str]) -> tuple[str, ...]:
    """A wording with 'a' or 'an' before these words; none if the sound is not sure."""
    texts = [word if isinstance(word, str) else word.text for word in words]
    article = article_before(texts[0])
    return () if article is None else (_phrase(article, texts),)


def with_the(words: Sequence[Token] | Sequence[str]) -> tuple[str, ...]:
    """A wording with 'the' before these words."""
    return (_phrase("the", [word if isinstance(word, str) else word.text for word in words]),)


def _phrase(article: str, texts: list[str]) -> str:
    first = texts[0] if texts[0].isupper() else texts[0][:1].lower() + texts[0][1:]
    return " ".join([article, first, *texts[1:]])


def wrong_article_form(doc: Doc) -> Iterator[Found]:
    """An "a" before a vowel sound or "an" before a consonant: "a apple", "an car"."""
    for article in words_in(doc, {"a", "an"}, after=1):
        word = article.nbor()
        if article.tag_ != "DT" or word.tag_ not in _NOUN_PHRASE_TAGS:
            continue
        if not word.text.isalpha() or len(word.text) < _SHORTEST_WORD or word.text.isupper():
            continue
        right = article_before(word.text)
        noun = noun_after(article)
        if noun is not None and (noun.tag_ == "NNS" or noun.lower_ in UNCOUNTABLE):  # no article fits
            continue
        old_h = article.lower_ == "an" and word.lower_.startswith("h")
        if right != article.lower_ and not old_h:
            yield Found(article.i, word.i + 1, (f"{right} {word.text}",))
