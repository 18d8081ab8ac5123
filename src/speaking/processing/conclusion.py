"""From an analyzer's answer to what is stored: grounded insights, habits' rates, fluency figures."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from speaking.analysis import Analysis
from speaking.analysis.grounding import GroundedInsight, ground
from speaking.transcription import Transcription


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What one session amounts to.

    `focus_pattern` is the key of the habit that the focus is about. `habits` are occurrences per 100 words by
    "category:pattern" of all that was measured, `fluency` the figures of `docs/measures.md` by name, None
    where no word timings are known.
    """

    insights: tuple[GroundedInsight, ...]
    focus_next: str | None
    focus_pattern: str | None
    summary: str
    habits: Mapping[str, float]
    fluency: Mapping[str, Any] | None
    dropped_quotes: int
    dropped_insights: int


def conclude(analysis: Analysis, transcription: Transcription) -> Conclusion:
    """Ground an analysis in the transcript."""
    grounded = ground(analysis.result, transcription, evidence=analysis.evidence)
    return Conclusion(
        insights=grounded.insights,
        focus_next=grounded.focus_next,
        focus_pattern=analysis.focus_pattern,
        summary=grounded.summary,
        habits=analysis.habits,
        fluency=None if analysis.fluency is None else asdict(analysis.fluency),
        dropped_quotes=grounded.dropped_quotes,
        dropped_insights=grounded.dropped_insights,
    )
