"""How many syllables an English word has, judging by its spelling."""

import re
from functools import lru_cache

_NUCLEI = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(r"(?:[^aeiouy]|qu|gu)es?$")
_SOUNDED_ES = re.compile(r"(?:[sxz]|[cs]h|[cg])es$")
_SILENT_ED = re.compile(r"(?:[^aeiouytdr]|[aeiou]r)ed$")
_SOUNDED_LE = re.compile(r"[^aeiouylr]les?$")
_SILENT_INSIDE = re.compile(
    r"[^aeiouyl](?:e(?:ly|less|ness|ful\w*|ment\w*)$)|(?:some|every|there|where|here|more|home|time|fore)(?=[a-z]{3})"
)
_TWO_NUCLEI = re.compile(
    r"ia(?!l$|n$|ge)|[^tcsg]ia[ln]$|io(?!n)|iu|[^aeiou]eo(?!u)|[^q]ua(?!r)|uou|uity|[aeiouy]ing|[^g]eou|dien|"
    r"[^f]rien|lien|ier$|iest$|[^aeiou]yi|sm$|creat|oem|oet|eing|iet|[^c]ious$|nuo"
)
_CONTRACTED = re.compile(r"(?:[dstv]n't)$")
_IRREGULAR = {
    word: count
    for count, words in {
        1: ("eye eyes hmm mm once one ones our real the there's tired "),
        2: (
            "being business chocolate client clients couldn't create didn't diet different doesn't dr "
            "evening every hadn't hasn't haven't hour hours hundred isn't language lion maybe mhm mr "
            "mrs people poem poems quiet really safety science shouldn't someone something sometimes "
            "somewhere tv wasn't wednesday wouldn't "
        ),
        3: (
            "anyone area areas beautiful comfortable created everyone everything family favorite idea "
            "ideas interesting museum serious theatre various vegetables "
        ),
        4: ("actually basically especially etc society usually "),
    }.items()
    for word in words.split()
}
"""Frequent words that the rules get wrong, and a few that they would."""


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """The syllables of a word: one for each group of vowels that is sounded, at least one.

    Each digit of a number counts as one syllable; an abbreviation with points is its parts.
    """
    letters = word.lower().replace("’", "'")
    if letters in _IRREGULAR:
        return _IRREGULAR[letters]
    if letters.isdigit():
        return len(letters)
    if "." in letters or "," in letters:
        return sum(map(syllables, re.split("[.,]", letters)))
    count = len(_NUCLEI.findall(letters))
    count += len(_TWO_NUCLEI.findall(letters)) + bool(_CONTRACTED.search(letters))
    count += bool(_SOUNDED_LE.search(letters)) - len(_SILENT_INSIDE.findall(letters))
    silent = _SILENT_ENDING.search(letters) and not _SOUNDED_ES.search(letters)
    return max(1, count - bool(silent) - bool(_SILENT_ED.search(letters)))
