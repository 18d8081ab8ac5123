"""What is usual in learners' speech: the figures that "overused" is measured against.

Overuse is relative, so a habit is named by its place among speakers: worth a mention from the 75th
percentile on, overused from the 90th. To use other speakers, replace this table and `SPEAKERS`.

Source of the figures: counted over the 133 speakers of the highest levels (7 to 9) of the NICT JLE corpus,
transcripts of an oral interview test with Japanese learners of English (Izumi, Uchimoto and Isahara 2004;
edition tagged by Skidmore and Moore 2022), speakers with at least 300 words. One test, one first language,
careful human transcripts: a first norm. A recogniser hears fewer fillers than those transcribers did.
Shares of sentences were counted over utterances cut at pauses, which are shorter than a recogniser's
sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

SPEAKERS = "the most advanced learners in a large speaking test (NICT JLE)"
"""Who the figures describe, as it reads after "nine in ten of"."""


class Per(StrEnum):
    """What a figure is counted over."""

    WORDS = "per 100 words"
    SENTENCES = "per 100 sentences"
    CONNECTORS = "per 100 connectors"


@dataclass(frozen=True, slots=True)
class Norm:
    """How often the middle speaker does it, and the limits that three in four and nine in ten stay under."""

    median: float
    mention: float
    overused: float
    per: Per = Per.WORDS


NORMS: Mapping[str, Norm] = MappingProxyType(
    {
        "filled-pauses": Norm(6.4, 10.0, 13.1),
        "you-know": Norm(0.12, 0.41, 0.78),
        "overused-so": Norm(1.96, 2.56, 2.98),
        "overused-and": Norm(4.07, 4.86, 5.60),
        "overused-but": Norm(1.36, 1.77, 1.97),
        "overused-because": Norm(0.52, 0.76, 1.15),
        "overused-very": Norm(0.53, 0.83, 1.59),
        "overused-really": Norm(0.47, 0.78, 1.38),
        "overused-actually": Norm(0.10, 0.29, 0.47),
        "overused-just": Norm(0.38, 0.69, 1.06),
        # "thing" and "things" added up, "I think" and "maybe" too: a little above the percentile of the sum.
        "vague-words": Norm(0.15, 0.35, 0.57),
        "hedges": Norm(0.56, 1.00, 1.62),
        "so-openers": Norm(11.6, 15.3, 18.7, Per.SENTENCES),
        "and-openers": Norm(22.7, 28.5, 31.6, Per.SENTENCES),
        "but-openers": Norm(8.4, 11.3, 13.2, Per.SENTENCES),
        "limited-connectors": Norm(69.4, 74.0, 78.9, Per.CONNECTORS),
    }
)
"""By the key of the pattern."""

HEARD_LESS = frozenset({"filled-pauses"})
"""Habits of which a recogniser hears fewer than people do: their norm is told and decides nothing."""

FLOORS: Mapping[str, float] = MappingProxyType(
    {
        # Fillers are worth a word long before they are unusual; the norm is told beside them.
        "filled-pauses": 1.0,
        # The norms are shares of utterances between pauses; sentences are longer, so the upper limit decides.
        "so-openers": 18.7,
        "and-openers": 31.6,
        "but-openers": 13.2,
        "i-openers": 40.0,
        "repeated-openers": 15.0,
        "self-repairs": 2.0,
        "repeated-words": 3.0,
        "chained-clauses": 0.0,
        "short-sentences": 20.0,
    }
)
"""Our own limits, where there is no figure or it cannot be used as it is: below them nothing is reported."""

FLOOR = 0.5
"""The limit of a counted habit, per 100 words, for which there is neither a figure nor a limit of its own."""

SHARES: Mapping[str, Per] = MappingProxyType(
    {
        "i-openers": Per.SENTENCES,
        "repeated-openers": Per.SENTENCES,
        "short-sentences": Per.SENTENCES,
    }
)
"""What habits without a norm are counted over, where it is not words."""


def counted_over(key: str) -> Per:
    """What the rate of a pattern is counted over."""
    norm = NORMS.get(key)
    return SHARES.get(key, Per.WORDS) if norm is None else norm.per


def limit(key: str) -> float:
    """The rate from which on a counted habit is worth a mention."""
    norm = NORMS.get(key)
    return FLOORS.get(key, FLOOR if norm is None else norm.mention)
