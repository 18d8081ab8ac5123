"""Transcript to recurring habits: the interface of every analyzer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from speaking.analysis.evidence import Evidence
from speaking.analysis.fluency import Fluency
from speaking.analysis.schema import AnalysisResult
from speaking.ends import Description, End
from speaking.transcription import Transcription
from speaking.usage import ModelUsage


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analyzer's answer before grounding, and what it cost.

    `evidence` is all that the evidence engine found on the way: the insights about the same habits are
    recounted from it. `focus_pattern` is the habit that the focus is about, as `Insight.habit` names it.
    `habits` are occurrences per 100 words by the catalogue's key, of all that was measured; `fluency` is None
    where no word timings are known.
    """

    result: AnalysisResult
    analyzer: str
    evidence: tuple[Evidence, ...] = ()
    usage: ModelUsage | None = None
    focus_pattern: str | None = None
    habits: Mapping[str, float] = field(default_factory=dict)
    fluency: Fluency | None = None


class Analyzer(Protocol):
    """Finds the recurring habits in what was said."""

    async def analyze(self, transcription: Transcription, *, known_patterns: Sequence[str]) -> Analysis:
        """Analyze one transcript; `known_patterns` are names from the learner's profile to reuse.

        An insight about a habit of the catalogue carries its key.

        Raises:
            ServiceUnavailable: Passing; try again later.
            ServiceRefused, UnusableAnswer, ConfigurationError: Lasting.
        """
        ...

    async def check(self) -> None:
        """Prove, at no cost, that this would work; raises the errors above where it would not."""
        ...

    async def close(self) -> None:
        """Let go of connections and memory."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzerDescription(Description[Analyzer]):
    """An analyzer."""


ANALYZERS = End("speaking.analyzers", setting="analyzer", default="local", described_as=AnalyzerDescription)
