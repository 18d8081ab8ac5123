"""What is usual: the figures that "too often" is measured against.

Everybody says "and" and "so". A habit is worth a learner's time only if fluent native speakers and advanced
learners both do it less, so each limit is the higher of two figures:

- what 39 in 40 native speakers stay under (the 97.5th percentile). Fillers, "you know", vague words, hedges,
  repairs, "just", "so", "very" and sentences starting with "so" were counted over 601 speakers of American
  telephone talk (the Switchboard dialogues, about 500 words each), of whom we have the 50th, 75th and 90th
  percentiles. Beyond the 90th the share of speakers is taken to fall as it did between the 75th and the 90th,
  as in an exponential tail: 90th + (90th - 75th) * ln 4 / ln 2.5. Everything else was counted over 46 of
  these speakers: the limit is a rate that one of them reaches at most.
- what nine in ten of the 133 speakers of the highest levels (7 to 9) of NICT JLE stay under, transcripts of
  an oral interview test with Japanese learners of English (Izumi, Uchimoto and Isahara 2004; edition tagged
  by Skidmore and Moore 2022). It is left out where their transcribers counted something else (fillers, words
  taken back, every "and"). Shares of sentences were counted over utterances cut at pauses.

Both are dialogues written down by people: first norms. To use other speakers, replace the figures in the
catalogue.
"""

from dataclasses import dataclass
from enum import StrEnum


class Per(StrEnum):
    """What a figure is counted over."""

    WORDS = "per 100 words"
    SENTENCES = "per 100 sentences"
    CONNECTORS = "per 100 connectors"


@dataclass(frozen=True, slots=True)
class Norm:
    """The rates that half of native speakers, 39 in 40 of them, and nine in ten advanced learners stay under.

    `learners` is None if nobody has counted it in a way that compares.
    """

    half: float
    nearly_all: float
    learners: float | None = None

    @property
    def limit(self) -> float:
        """The lowest rate that sets a learner apart from native speakers and advanced learners."""
        return max(self.nearly_all, self.learners or 0.0)
