"""Learners' sentences with four corrections each, and which places the corrections change.

The corpus is JFLEG (Napoles, Sakaguchi and Tetreault 2017), beside the project in `../shared/corpora`; a
place is a run of tokens, its edges between tokens counted with it. Punctuation and case do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "jfleg"
SOURCE = "dev.spellchecked.src"
CORRECTIONS = ("dev.ref0", "dev.ref1", "dev.ref2", "dev.ref3")
AGREED = 3
"""Corrections that must change a place for it to be an error by agreement."""

_TOKEN = re.compile(r"\S+")
_WORDLESS = re.compile(r"[^\w']+")


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` (exclusive) that one correction changes; empty where it inserts."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One learner's sentence, where its words stand, and what each correction changes."""

    text: str
    spans: Sequence[tuple[int, int]]
    edits: Sequence[Sequence[Edit]]
    corrections: Sequence[Sequence[str]]

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """The words (numbers, end exclusive) that characters `start` to `end` touch."""
        touched = [number for number, (a, b) in enumerate(self.spans) if a < end and start < b]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)

    def is_changed(self, start: int, end: int) -> bool:
        """Whether some correction changes these words or an edge of them."""
        return any(_touches(edit, start, end) for edits in self.edits for edit in edits)

    def is_corrected_to(self, start: int, end: int, wordings: Sequence[str]) -> bool:
        """Whether a wording for characters `start` to `end` stands in a correction beside the same word."""
        first, last = self.words_of(start, end)
        words = [_folded(self.text[a:b]) for a, b in self.spans]
        for wording in wordings:
            said = [word for word in map(_folded, wording.split()) if word]
            before, after = [*words[max(0, first - 1) : first], *said], [*said, *words[last : last + 1]]
            if any(_follow(part, words) for part in (before, after) for words in self.corrections):
                return True
        return False

    def agreed_places(self) -> list[Edit]:
        """Places that at least three corrections change, those that touch joined into one."""
        changed = [(edit, number) for number, edits in enumerate(self.edits) for edit in edits]
        places: list[tuple[Edit, set[int]]] = []
        for edit, number in sorted(changed, key=lambda pair: (pair[0].start, pair[0].end)):
            if places and edit.start <= places[-1][0].end and _joined(places[-1][0], edit):
                place, numbers = places.pop()
                places.append((Edit(place.start, max(place.end, edit.end)), numbers | {number}))
            else:
                places.append((edit, {number}))
        return [place for place, numbers in places if len(numbers) >= AGREED]


def _follow(part: Sequence[str], words: Sequence[str]) -> bool:
    """Whether some words follow one another in others."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def _joined(place: Edit, edit: Edit) -> bool:
    return edit.start < place.end or edit.start == place.start


def _touches(edit: Edit, start: int, end: int) -> bool:
    if edit.start == edit.end:
        return start <= edit.start <= end
    return edit.start < end and start < edit.end


def read_learners() -> list[Sentence]:
    """The development half with its corrections.

    Raises:
        FileNotFoundError: The corpus is not beside the project.
    """
    sources = (CORPUS / SOURCE).read_text(encoding="utf-8").splitlines()
    corrections = [(CORPUS / name).read_text(encoding="utf-8").splitlines() for name in CORRECTIONS]
    return [
        _sentence(source, [correction[number] for correction in corrections])
        for number, source in enumerate(sources)
    ]


def read_corrections() -> list[str]:
    """Every correction, as text that is right."""
    return [line for name in CORRECTIONS for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def _sentence(source: str, corrections: Sequence[str]) -> Sentence:
    spans = [match.span() for match in _TOKEN.finditer(source) if _folded(match[0])]
    words = [_folded(source[start:end]) for start, end in spans]
    corrected = [[word for word in map(_folded, each.split()) if word] for each in corrections]
    return Sentence(source, spans, [list(_edits(words, each)) for each in corrected], corrected)


def _folded(token: str) -> str:
    return _WORDLESS.sub("", token.casefold())


def _edits(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(start, end)
