"""What fluent native speakers would be told: every flag of grammar and every insight is one too many.

The talks are plain text, one speaker a file, about 500 words each, in the folder that NATIVE_TALKS names. We
use turns of the Switchboard dialogues; they are not part of the project.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from speaking.analysis import Analysis
from speaking.analysis.engine import find_grammar_in
from speaking.analysis.evidence import Evidence
from speaking.analysis.grounding import Grounded, ground
from speaking.analysis.local import analyze
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription

FOLDER = "NATIVE_TALKS"
TUNED_ON = "a-"
"""How the names of the talks begin that rules and limits were tuned on."""

PER_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class NativeTalk:
    """A native speaker's talk, and what the analyzer would tell them."""

    name: str
    text: str
    flags: Sequence[Evidence]
    analysis: Analysis
    grounded: Grounded

    @property
    def tuned_on(self) -> bool:
        return self.name.startswith(TUNED_ON)

    @property
    def words(self) -> int:
        return Tokens(self.text).word_count

    @property
    def has_a_grammar_habit(self) -> bool:
        """Whether an insight rests on what rules found."""
        found = {flag.pattern.key for flag in self.flags}
        return any(insight.key in found for insight in self.grounded.insights)


def read_natives() -> Iterator[NativeTalk]:
    """Every talk of the folder, analyzed; none if NATIVE_TALKS names no folder."""
    folder = os.environ.get(FOLDER)
    files = sorted(Path(folder).glob("*.txt")) if folder else []
    texts = [file.read_text(encoding="utf-8") for file in files]
    for file, text, flags in zip(files, texts, find_grammar_in(texts), strict=True):
        said = Transcription(text, "en", 0.0)
        analysis = analyze(said, flags)
        grounded = ground(analysis.result.insights, said, evidence=analysis.evidence)
        yield NativeTalk(file.stem, text, flags, analysis, grounded)


def flags_by_habit(talks: Sequence[NativeTalk]) -> dict[str, float]:
    """Flags per 1,000 words by the habit's key, and by "habit/family"."""
    words = sum(talk.words for talk in talks)
    counts: Counter[str] = Counter()
    for flag in (flag for talk in talks for flag in talk.flags):
        family = flag.family.key if flag.family else ""
        counts.update([flag.pattern.key, f"{flag.pattern.key}/{family}"])
    return {key: PER_THOUSAND * count / words for key, count in sorted(counts.items())}


def report(talks: Sequence[NativeTalk]) -> list[str]:
    """The table of all talks together."""
    words = sum(talk.words for talk in talks)
    flags = sum(len(talk.flags) for talk in talks)
    insights = sum(len(talk.grounded.insights) for talk in talks)
    habits = sum(talk.has_a_grammar_habit for talk in talks)
    return [
        "| native talks | value |",
        "|---|---|",
        f"| talks, words | {len(talks)}, {words} |",
        f"| flags per 1,000 words | {PER_THOUSAND * flags / max(1, words):.2f} ({flags}) |",
        f"| talks with a grammar habit | {habits} of {len(talks)} |",
        f"| insights each | {insights / max(1, len(talks)):.2f} |",
    ]


def details(talks: Sequence[NativeTalk]) -> Iterator[str]:
    """Every flag with the words around it, and every insight, for whoever looks for the reason."""
    for talk in talks:
        for flag in talk.flags:
            family = flag.family.key if flag.family else ""
            around = " ".join(talk.text[max(0, flag.start - 40) : flag.end + 40].split())
            yield f"{talk.name} {flag.pattern.key}/{family}: [{flag.quote(talk.text)}] in … {around} …"
        for insight in talk.grounded.insights:
            yield f"{talk.name} INSIGHT {insight.habit} {insight.frequency}"


if __name__ == "__main__":
    read = list(read_natives())
    print("\n".join(details(read)))
    for key, rate in flags_by_habit(read).items():
        print(f"{rate:.2f} {key}")
    print("\n".join(report(read)))
