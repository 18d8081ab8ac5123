"""Transcript to recurring habits: the interface of every analyzer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from speaking.analysis.evidence import Evidence
from speaking.analysis.fluency import Fluency
from speaking.analysis.learner import Learner
from speaking.analysis.schema import AnalysisResult
from speaking.ends import Description, End
from speaking.transcription import Transcription
from speaking.usage import ModelUsage


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analyzer's answer before grounding, and what it cost.

    `evidence` is everything the evidence engine found; insights about the same habit are recounted from it.
    `focus_pattern` is the habit of the focus, named like `Insight.habit`. `habits` maps the catalogue's keys
    of all that was looked for to occurrences per 100 words. `fluency` is None if there are no word timings.
    `dropped_quotes` and `dropped_insights` count what the analyzer itself left out because it is not in the
    transcript; grounding adds to them.
    """

    result: AnalysisResult
    analyzer: str
    evidence: tuple[Evidence, ...] = ()
    usage: ModelUsage | None = None
    focus_pattern: str | None = None
    habits: Mapping[str, float] = field(default_factory=dict)
    fluency: Fluency | None = None
    dropped_quotes: int = 0
    dropped_insights: int = 0


class Analyzer(Protocol):
    """Finds the recurring habits in what was said."""

    async def analyze(self, transcription: Transcription, *, learner: Learner) -> Analysis:
        """Analyze a transcript, knowing what `learner` tells of the talks before it.

        An insight about a habit of the catalogue carries its key.

        Raises:
            ServiceUnavailable: Passing; try again later.
            ServiceRefused, UnusableAnswer, ConfigurationError: Lasting.
        """
        ...

    async def check(self) -> str | None:
        """Check, at no cost, that `analyze` would work; raises the errors above if it would not.

        What it returns is told to the operator: what the check found out, None if there is nothing to say.
        """
        ...

    async def close(self) -> None:
        """Close connections and free memory."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzerDescription(Description[Analyzer]):
    """An analyzer."""


ANALYZERS = End("speaking.analyzers", setting="analyzer", default="local", described_as=AnalyzerDescription)
