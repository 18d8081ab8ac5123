"""What is usual in learners' speech: the figures that "overused" is measured against.

Overuse is relative, so a habit is named by its place among speakers: worth a mention from the 75th
percentile on, overused from the 90th. Each figure stands with its habit in the catalogue; to use other
speakers, replace those and `SPEAKERS`.

Source of the figures: counted over the 133 speakers of the highest levels (7 to 9) of the NICT JLE corpus,
transcripts of an oral interview test with Japanese learners of English (Izumi, Uchimoto and Isahara 2004;
edition tagged by Skidmore and Moore 2022), speakers with at least 300 words. One test, one first language,
careful human transcripts: a first norm. A recogniser hears fewer fillers than those transcribers did.
Shares of sentences were counted over utterances cut at pauses, which are shorter than a recogniser's
sentences.
"""

from dataclasses import dataclass
from enum import StrEnum

SPEAKERS = "the most advanced learners in a large speaking test (NICT JLE)"
"""Who the figures describe, as it reads after "nine in ten of"."""


class Per(StrEnum):
    """What a figure is counted over."""

    WORDS = "per 100 words"
    SENTENCES = "per 100 sentences"
    CONNECTORS = "per 100 connectors"


@dataclass(frozen=True, slots=True)
class Norm:
    """How often the middle speaker does it, and the limits that three in four and nine in ten stay under.

    It is `comparable` unless a recogniser hears fewer of them than people do: then it is told and decides
    nothing.
    """

    median: float
    mention: float
    overused: float
    comparable: bool = True


FLOOR = 0.5
"""The limit of a counted habit, per 100 words, for which there is neither a figure nor a limit of its own."""
