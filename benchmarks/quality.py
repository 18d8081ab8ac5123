"""How well the evidence engine sees learners' grammar, family by family: `make quality`.

Prints the tables and writes them to docs/quality.md.
"""

import resource
import runpy
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import natives, spoken
from benchmarks.learner_text import CORPUS, Sentence, read_corrections, read_learners
from speaking.analysis.engine import find_grammar_in, load
from speaking.analysis.evidence import Evidence
from speaking.analysis.naming import canonical

HABIT_NAMES = Path(__file__).parents[1] / "tests" / "support" / "habit_names.py"
REPORT = Path(__file__).parents[1] / "docs" / "quality.md"
PER_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Family:
    """One family's figures: flags on learners' text, how many were right, flags on 1,000 correct words."""

    name: str
    flags: int
    right: int
    on_correct: float

    @property
    def precision(self) -> float:
        return self.right / self.flags if self.flags else 1.0


def main() -> None:
    """Measure and report."""
    if not CORPUS.exists():
        sys.exit(f"The learners' text is not here: {CORPUS}. Nothing was measured.")
    learners, corrections = read_learners(), read_corrections()
    load()
    began = time.process_time()
    found = list(find_grammar_in(sentence.text for sentence in learners))
    secs = time.process_time() - began
    on_correct = list(find_grammar_in(corrections))
    report = "\n".join(
        [
            *_families(learners, found, corrections, on_correct),
            "",
            *_totals(learners, found, corrections, on_correct, secs),
            "",
            *_talks(),
            "",
            *_names(),
        ]
    )
    print(report)
    REPORT.write_text(HEADER + report + "\n", encoding="utf-8")


def _families(
    learners: Sequence[Sentence],
    found: Sequence[Sequence[Evidence]],
    corrections: Sequence[str],
    on_correct: Sequence[Sequence[Evidence]],
) -> list[str]:
    words = sum(len(line.split()) for line in corrections)
    flags: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for sentence, evidence in zip(learners, found, strict=True):
        for each in evidence:
            flags[_family(each)] += 1
            right[_family(each)] += _is_right(sentence, each)
    alarms = Counter(_family(each) for evidence in on_correct for each in evidence)
    families = [
        Family(key, flags[key], right[key], PER_THOUSAND * alarms[key] / words)
        for key in sorted(flags | alarms, key=lambda key: -flags[key])
    ]
    return [
        "| family | flags | right | precision | flags per 1,000 correct words |",
        "|---|---|---|---|---|",
        *(f"| {f.name} | {f.flags} | {f.right} | {f.precision:.2f} | {f.on_correct:.2f} |" for f in families),
    ]


def _family(evidence: Evidence) -> str:
    return f"{evidence.pattern.key}: {evidence.family.key}" if evidence.family else evidence.pattern.key


def _totals(
    learners: Sequence[Sentence],
    found: Sequence[Sequence[Evidence]],
    corrections: Sequence[str],
    on_correct: Sequence[Sequence[Evidence]],
    secs: float,
) -> list[str]:
    flags = sum(map(len, found))
    right = sum(
        _is_right(sentence, each)
        for sentence, evidence in zip(learners, found, strict=True)
        for each in evidence
    )
    places, seen = _agreed(learners, found)
    words = sum(len(sentence.spans) for sentence in learners)
    worded = [
        sentence.is_corrected_to(each.start, each.end, each.say_instead)
        for sentence, evidence in zip(learners, found, strict=True)
        for each in evidence
        if each.say_instead
    ]
    correct_words = sum(len(line.split()) for line in corrections)
    rows = [
        ("precision", f"{right / max(1, flags):.3f} ({right} of {flags})"),
        (
            "recall of places that three or four corrections change",
            f"{seen / places:.3f} ({seen} of {places})",
        ),
        (
            "what to say instead that stands in one of the corrections, beside the same word",
            f"{sum(worded) / max(1, len(worded)):.3f} ({sum(worded)} of {len(worded)})",
        ),
        (
            "flags per 1,000 words of correct text",
            f"{PER_THOUSAND * sum(map(len, on_correct)) / correct_words:.2f}",
        ),
        ("words a second of one core, after loading", f"{words / secs:,.0f}"),
        ("memory at its peak, MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"),
    ]
    return ["| measure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def _talks() -> list[str]:
    """What a teacher heard and what natives would be told, in all and by what the rules were tuned on."""
    talks, native = list(spoken.read_talks()), list(natives.read_natives())
    tables = []
    for title, tuned in (("All", {True, False}), ("Tuned on these", {True}), ("Not tuned on these", {False})):
        heard = spoken.report([each for each in talks if each.tuned_on in tuned])
        told = natives.report([each for each in native if each.tuned_on in tuned]) if native else []
        tables += [f"**{title}:**", "", *heard, "", *told, ""]
    return tables[:-1]


def _names() -> list[str]:
    """How many wordings of a habit find its name, and how many different habits are thrown together."""
    tables = runpy.run_path(str(HABIT_NAMES))
    rows = ["| names of habits | habits | wordings merged |", "|---|---|---|"]
    for label, name in (
        ("close", "CLOSE"),
        ("close, held out", "HELD_OUT"),
        ("free", "FREE"),
        ("loose", "LOOSE"),
    ):
        habits = tables[name]
        known = [first for first, *_ in habits]
        asked = [(first, wording) for first, *others in habits for wording in others]
        merged = sum(canonical(wording, known) == first for first, wording in asked)
        rows.append(f"| {label} | {len(habits)} | {merged / len(asked):.1%} ({merged} of {len(asked)}) |")
    wrong = sum(canonical(one, [other]) == other for one, other in tables["DIFFERENT"])
    rows.append(f"| look-alikes that must stay apart | {len(tables['DIFFERENT'])} | {wrong} merged |")
    return rows


def _is_right(sentence: Sentence, evidence: Evidence) -> bool:
    return sentence.is_changed(*sentence.words_of(evidence.start, evidence.end))


def _agreed(learners: Sequence[Sentence], found: Sequence[Sequence[Evidence]]) -> tuple[int, int]:
    places = seen = 0
    for sentence, evidence in zip(learners, found, strict=True):
        flagged = [sentence.words_of(each.start, each.end) for each in evidence]
        for place in sentence.agreed_places():
            places += 1
            seen += any(start <= place.end and place.start <= end for start, end in flagged)
    return places, seen


HEADER = """# Quality of the evidence engine

`make quality` writes this page. The learners' text is the development half of JFLEG, with its spelling
corrected; the rules were tuned on it. A flag is right if one of the four corrections changes the flagged
words, ignoring punctuation and case (a random span of words is right in 0.57 of cases). The correct text is
the corrections themselves.

A teacher has read 12 talks: 7 were cut from interviews with Japanese learners (NICT JLE), 5 were written
after what speakers of other languages say. A habit among the teacher's first five is found if an insight of
its category touches two of its quotes (one, if it has two); an insight is right if it finds any of the
teacher's habits so. The native talks are those of 46 speakers of American telephone talk (Switchboard), in
the folder that `NATIVE_TALKS` names; without it, their table is left out.

"""


if __name__ == "__main__":
    main()
