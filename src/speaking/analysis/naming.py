"""From names to habits: how a model names a habit that the catalogue lacks, and what old profiles hold.

Two names mean the same habit if they say the same about the same thing: "Missing articles" and "Omission of
articles before nouns" do, "Overuse of 'so'" and "Overuse of 'and'" do not. Each name is reduced to the
concepts and quoted words in it (`naming_vocabulary` lists the wordings); equal sets are one habit. Similar
names are never merged by guesswork: a name that the vocabulary does not know stays a habit of its own.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.grammar_habits import FAMILIES, FAMILY
from speaking.analysis.naming_vocabulary import (
    CONCEPTS,
    DIRECTIONS,
    IMPLIED,
    NAMED_THINGS,
    NOISE,
    PARTS_OF_SPEECH,
    REWRITES,
    WORD_CLASSES,
)
from speaking.analysis.schema import Category, profile_key
from speaking.analysis.text.closed_classes import HESITATIONS

Identity = str | frozenset[str]
"""What all names of a habit share (`identity`)."""

Figure = TypeVar("Figure", int, float)

_TYPOGRAPHIC = str.maketrans("‘’‛′`´“”„‟–—−‐‑", "''''''\"\"\"\"-----")
_QUOTED = re.compile(r"(?<!\w)(['\"])((?:[^'\"]|(?<=\w)'(?=\w))+?)\1(?:s\b)?(?!\w)")
_CORRECTED = re.compile(
    r"(<[^>]* [^>]*>)\s+(?:used )?(?:instead of|rather than|not|for)\s+(?:<[^>]*>[\s/]*)+"
)
_EXAMPLES = re.compile(r"\(.*?\)|(?<!<)\b(?:such as|like|including|e\.g\.?|for example)\b.*|:.*")
_LISTED = re.compile(r"(?<![\w'\"-])[a-z]+(?:(?:/| vs\.? | versus )[a-z]+)+(?![\w-])")
_ENDING = re.compile(r"(?<![\w'\"])-(ing|ed)\b")
_CONCEPT = [(f" {name} ", re.compile(rf"(?<!\w)(?:{wording})(?!\w)")) for name, wording in CONCEPTS]
_TOKEN = re.compile(r"<[^>]*>|[A-Z_]+|[^\W_]+(?:'[a-z]+)?")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_PLURAL_ENDING = re.compile(r"(?<=\w{3}[^su])s$")
_QUANTIFIERS = frozenset({"much", "many", "few", "little"})
_NAKED = HESITATIONS | {"there", "there's"}
_ARTICLES = frozenset({"a", "an", "the"})


def canonical(name: str, known: Iterable[str]) -> str:
    """The known name of the same habit; the name itself if none is known.

    Names are patterns alone or "category:pattern", and each is replaced only by a name of the same form. If
    several mean the same, one of the same category is preferred, then the first one listed.
    """
    category, pattern = _split(name)
    alike = [other for other in map(_split, known) if bool(other[0]) == bool(category)]
    alike.sort(key=lambda other: other[0] != category)
    for said in (_folded, meaning):
        wanted = said(pattern)
        found = next((other for other in alike if wanted and said(other[1]) == wanted), None)
        if found:
            return "".join(found)
    return name


def key_of(name: str) -> str | None:
    """The key of the habit with this key or name, or with such a family; None if the catalogue has none."""
    pattern = pattern_of(name)
    if family := FAMILY.get(pattern):
        return family.habit.key
    return pattern if pattern in CATALOGUE else _keys().get(meaning(pattern))


def identity(name: str) -> Identity:
    """What all names of a habit share: its key, or else what they mean, or else their letters."""
    pattern = pattern_of(name)
    return key_of(name) or meaning(pattern) or _folded(pattern)


def by_identity(figures: Mapping[str, Figure]) -> dict[Identity, Figure]:
    """Counts or rates by habit; those of one habit under several names, or of its families, added up."""
    summed: dict[Identity, Figure] = {}
    for name, figure in figures.items():
        habit = identity(name)
        summed[habit] = summed[habit] + figure if habit in summed else figure
    return summed


def shown_name(name: str) -> str:
    """The catalogue's "category:pattern" for the habit of this name; the name itself if it has none."""
    return profile_name(key_of(name) or name)


def profile_name(habit: str) -> str:
    """A habit's "category:pattern" for its key; a habit that the catalogue lacks already has that form."""
    pattern = CATALOGUE.get(habit)
    return profile_key(pattern.category, pattern.name) if pattern else habit


def family_name(family: str, *, habit: str) -> str:
    """The name of a family by its key; the habit's name if the catalogue lacks the family."""
    found = FAMILY.get(family)
    return found.name if found else habit


@cache
def _keys() -> dict[frozenset[str], str]:
    families = {meaning(family.name): family.habit.key for family in FAMILIES}
    return families | {meaning(pattern.name): pattern.key for pattern in CATALOGUE.values()}


def pattern_of(name: str) -> str:
    """The pattern in "category:pattern"; a pattern alone stays as it is."""
    return _split(name)[1]


@lru_cache(maxsize=4096)
def _split(name: str) -> tuple[str, str]:
    """The category with its colon (empty for a pattern alone) and the pattern."""
    category, colon, pattern = name.partition(":")
    return (category + colon, pattern) if colon and category in set(Category) else ("", name)


@lru_cache(maxsize=4096)
def _folded(pattern: str) -> str:
    return " ".join(pattern.casefold().split())


@lru_cache(maxsize=4096)
def meaning(name: str) -> frozenset[str]:
    """What a habit's name says: concepts in capitals, quoted and unknown words in lower case.

    Empty if the name says nothing ("Common mistakes").
    """
    text = _without_examples(_CORRECTED.sub(r"\1 ", _marked(name)))
    said = _said(text)
    quoted = _WORD.findall(" ".join(token for token in said if token.startswith("<")))
    literals = {_PLURAL_ENDING.sub("", word) for word in quoted}
    ordered = [token for token in said if not token.startswith("<")]
    return frozenset(_settled(ordered, literals))


def _marked(name: str) -> str:
    """The name in lower case, quoted words as `<word>`, wordings of concepts as the concept's name."""
    text = " ".join(name.translate(_TYPOGRAPHIC).casefold().split())
    text = _LISTED.sub(_listed, _ENDING.sub(r"'\1'", text))
    # Quoted words are kept apart from the concepts: a quoted "use" is a word, not a use of something.
    parts = re.split(r"(<[^>]*>)", _QUOTED.sub(r" <\2> ", text.replace("<", " ").replace(">", " ")))
    return "".join(part if part.startswith("<") else _with_concepts(part) for part in parts)


def _listed(match: re.Match[str]) -> str:
    """Words set against each other, quoted unless they name concepts: "make/do", "since vs. for"."""
    words = re.split(r"/| vs\.? | versus ", match.group())
    if _QUANTIFIERS.isdisjoint(words) and any(
        wording.fullmatch(word) for word in words for _, wording in _CONCEPT
    ):
        return " ".join(words) if "singular" not in words else match.group()
    return " ".join(f"'{word}'" for word in words)


def _with_concepts(text: str) -> str:
    for name, wording in _CONCEPT:
        text = wording.sub(name, text)
    return text


def _without_examples(text: str) -> str:
    """Drop what only illustrates: words in brackets or after "such as" that name no concept."""
    for example in _EXAMPLES.findall(text):
        rest = text.replace(example, " ")
        if not re.search("[A-Z]", example) and set(re.findall("[A-Z_]+", rest)) - DIRECTIONS:
            text = rest
    return text


def _said(text: str) -> list[str]:
    return [
        token if token.startswith("<") or token.isupper() else _stem(token)
        for token in _TOKEN.findall(text)
        if token not in NOISE
    ]


def _stem(word: str) -> str:
    for suffix, replacement, shortest in (("ies", "y", 5), ("ing", "", 6), ("ed", "", 5), ("s", "", 4)):
        if word.endswith(suffix) and len(word) >= shortest and not word.endswith(("ss", "us")):
            return word[: -len(suffix)] + replacement
    return word


def _settled(ordered: list[str], literals: set[str]) -> set[str]:
    said = _with_named_things(set(ordered), literals)
    said = _with_one_direction(said, literals)
    if {"SINGULAR", "PLURAL"} <= said:
        said.add("MISSING" if ordered.index("SINGULAR") < ordered.index("PLURAL") else "EXTRA")
    if {"PAST", "PRESENT"} <= said:
        first = next(token for token in ordered if token in {"PAST", "PRESENT"})
        said.add(f"{first} FIRST")
    implied = {name for concept in said for name in IMPLIED.get(concept, "").split()}
    return (said - implied) | literals


def _with_named_things(said: set[str], literals: set[str]) -> set[str]:
    """Replace words by the concept that they name."""
    literals |= said & _NAKED
    said = said - _NAKED
    for thing in NAMED_THINGS:
        if thing.said <= literals and (not thing.about or thing.about & said):
            literals -= thing.replaced
            said = said | thing.by
    concept = _closed_set(said, literals)
    if concept:
        literals.clear()
        said = said | {concept}
    return said


def _closed_set(said: set[str], literals: set[str]) -> str | None:
    """What the quoted words mean together, if they all belong to one small set."""
    if literals and literals <= _ARTICLES and not said - DIRECTIONS - {"ARTICLE"}:
        if literals == {"the"}:
            return "DEFINITE"
        return "ARTICLE" if "the" in literals else "INDEFINITE"
    if "be" in literals and literals <= {"to", "be"}:
        return "COPULA"
    if len(literals) > 1 and literals <= HESITATIONS:
        return "FILLER"
    return None


def _with_one_direction(said: set[str], literals: set[str]) -> set[str]:
    """Keep the one fault that fits the thing."""
    if literals:
        said = _about_words(said, literals) | {"QUOTED"}
    for rewrite in REWRITES:
        if rewrite.said <= said and (not rewrite.about or rewrite.about & said):
            said = (said - rewrite.replaced) | rewrite.by
    said = said - {"QUOTED"}
    if len(literals) != 1 or said - {"WRONG"}:
        said = said - {"WRONG"}
    if not said & {"TENSE", "PAST", "PRESENT", "TOPIC"}:
        said = said - {"MIX"}
    return said if "PAUSE" in said else said - {"INSIDE"}


def _about_words(said: set[str], literals: set[str]) -> set[str]:
    """A name that quotes words is about those words, not about their kind."""
    if said & WORD_CLASSES and not said & DIRECTIONS:
        said = said | {"OVERUSE"}
    said = said - WORD_CLASSES - (PARTS_OF_SPEECH - {"VERB"} if "FORM" in said else PARTS_OF_SPEECH)
    if "FEW" in said:
        said = (said - {"FEW"}) | {"MISSING"}
    if len(literals | (said - DIRECTIONS)) > 1:
        said = said - {"EXTRA", "MIX"}
    return said
