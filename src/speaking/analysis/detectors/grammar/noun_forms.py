"""Singular, plural and compared forms of words, for saying what would be right."""

from speaking.analysis.text.language_model import Token


def plural_of(noun: Token) -> str:
    """The plural of a singular noun: "place" → "places"."""
    if noun.lower_ == "person":
        return "people"
    return _inflected(noun.lower_, "NNS")


def singular_of(noun: Token) -> str:
    """The singular of a plural noun: "cars" → "car"; the noun itself if none is known."""
    from lemminflect import getLemma

    lemmas: tuple[str, ...] = getLemma(noun.lower_, "NOUN")
    return lemmas[0] if lemmas else noun.lower_


def comparative_of(adjective: str) -> str:
    """The form with -er: "easy" → "easier"."""
    return _inflected(adjective, "JJR")


def superlative_of(adjective: str) -> str:
    """The form with -est: "easy" → "easiest"."""
    return _inflected(adjective, "JJS")


def _inflected(word: str, tag: str) -> str:
    from lemminflect import getInflection

    forms: tuple[str, ...] = getInflection(word, tag)
    return forms[0] if forms else word
