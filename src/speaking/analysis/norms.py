"""What is usual in learners' speech: the figures that "overused" is measured against.

Overuse is relative, so each habit is compared with other speakers: it is worth mentioning from the 75th
percentile, and overused from the 90th. Each figure is in the catalogue with its habit; to use other
speakers, replace these figures and `SPEAKERS`.

Source of the figures: counted over the 133 speakers of the highest levels (7 to 9) of the NICT JLE corpus,
transcripts of an oral interview test with Japanese learners of English (Izumi, Uchimoto and Isahara 2004;
edition tagged by Skidmore and Moore 2022), speakers with at least 300 words. One test, one first language,
careful human transcripts: a first norm. A recogniser hears fewer fillers than those transcribers did. Shares
of sentences were counted over utterances cut at pauses, which are shorter than a recogniser's sentences.
"""

from dataclasses import dataclass
from enum import StrEnum

SPEAKERS = "the most advanced learners in a large speaking test (NICT JLE)"
"""Whom the figures describe, as the words after "nine in ten of"."""


class Per(StrEnum):
    """What a figure is counted over."""

    WORDS = "per 100 words"
    SENTENCES = "per 100 sentences"
    CONNECTORS = "per 100 connectors"


@dataclass(frozen=True, slots=True)
class Norm:
    """The middle speaker's rate, and the limits that three in four and nine in ten speakers stay under.

    If a recogniser hears fewer of them than people do, it is not `comparable`: learners read it, but it
    decides nothing.
    """

    median: float
    mention: float
    overused: float
    comparable: bool = True


FLOOR = 0.5
"""The limit per 100 words of a counted habit that has neither a norm nor a limit of its own."""
