"""The figures of how a session flowed, in a learner's words; `docs/measures.md` defines each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """How one measured figure is shown: its value times `factor`, with so many `digits`."""

    name: str
    label: str
    meaning: str
    digits: int = 1
    factor: int = 1


@dataclass(frozen=True, slots=True)
class FluencyFigure:
    """One figure as it is shown."""

    label: str
    value: str
    meaning: str


MEASURES = (
    Measure("words_per_minute", "Words per minute", "how much you said, pauses and all", digits=0),
    Measure("articulation_rate", "Syllables per second", "how fast you spoke, pauses left out"),
    Measure("pauses_per_minute", "Pauses per minute", "silences of a quarter of a second or more"),
    Measure(
        "pauses_inside_clauses",
        "Pauses mid-thought, %",
        "of all your pauses, those in the middle of a clause; the others stand where a thought ends",
        digits=0,
        factor=100,
    ),
    Measure("mean_length_of_run", "Syllables between pauses", "how much you said in one go"),
    Measure("fillers_per_100_words", "Fillers per 100 words", "small sounds such as “um” and “uh”"),
    Measure(
        "mtld",
        "Word variety (MTLD)",
        "about how many words you say before words begin to come back a lot; more is more varied",
        digits=0,
    ),
)


def fluency_figures(fluency: Mapping[str, float | None] | None) -> list[FluencyFigure]:
    """Each figure that is known; what was not measured is left out rather than shown as zero."""
    known = [(measure, (fluency or {}).get(measure.name)) for measure in MEASURES]
    return [
        FluencyFigure(measure.label, f"{value * measure.factor:.{measure.digits}f}", measure.meaning)
        for measure, value in known
        if value is not None
    ]
