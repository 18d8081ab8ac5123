"""A session's fluency figures in the learner's words; `docs/measures.md` defines each."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """How to show one figure: its value times `factor`, rounded to `digits`."""

    name: str
    label: str
    meaning: str
    digits: int = 1
    factor: int = 1


@dataclass(frozen=True, slots=True)
class FluencyFigure:
    """One figure as the page shows it."""

    label: str
    value: str
    meaning: str


MEASURES = (
    Measure(
        "words_per_minute",
        "Words per minute",
        "how many words you said in a minute, pauses included",
        digits=0,
    ),
    Measure("articulation_rate", "Syllables per second", "how fast you spoke, without the pauses"),
    Measure("pauses_per_minute", "Pauses per minute", "silences of a quarter of a second or longer"),
    Measure(
        "pauses_inside_clauses",
        "Pauses mid-thought, %",
        "how many of your pauses came in the middle of a thought, not between two thoughts",
        digits=0,
        factor=100,
    ),
    Measure("mean_length_of_run", "Syllables between pauses", "how much you said before you paused"),
    Measure("fillers_per_100_words", "Fillers per 100 words", "sounds like “um” and “uh”"),
    Measure(
        "mtld",
        "Word variety (MTLD)",
        "how varied your words were; a higher number means that you repeated fewer of them",
        digits=0,
    ),
)


def fluency_figures(fluency: Mapping[str, float | None] | None) -> list[FluencyFigure]:
    """Each figure that was measured; the others are left out rather than shown as zero."""
    known = [(measure, (fluency or {}).get(measure.name)) for measure in MEASURES]
    return [
        FluencyFigure(measure.label, f"{value * measure.factor:.{measure.digits}f}", measure.meaning)
        for measure, value in known
        if value is not None
    ]
