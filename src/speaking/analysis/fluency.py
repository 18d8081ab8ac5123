"""How fluently somebody spoke, from the timings of the words; `docs/measures.md` defines every figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from speaking.analysis.diversity import mattr, mtld
from speaking.analysis.text.closed_classes import COORDINATORS, SUBORDINATORS
from speaking.analysis.text.syllables import syllables
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription, Word

PAUSE_SECS = 0.25
"""The shortest silence that counts as a pause (Goldman-Eisler 1968; de Jong and Bosker 2013)."""

FEWEST_WORDS = 10
"""With fewer words than this, a rate means nothing."""

_PUNCTUATION = frozenset(".,;:!?…")
_BEGIN_A_CLAUSE = COORDINATORS | SUBORDINATORS | {"then"}


@dataclass(frozen=True, slots=True)
class Fluency:
    """The figures of one recording.

    Attributes:
        words_per_minute: Words without filled pauses, over the time from the first word to the last.
        articulation_rate: Syllables per second of speech, without silent pauses.
        pauses_per_minute: Silent pauses of at least 0.25 s.
        pauses_inside_clauses: Share (0 to 1) of those pauses that fall inside a clause; None without pauses.
        mean_length_of_run: Syllables between two silent pauses.
        fillers_per_100_words: Filled pauses such as "um".
        mtld: Lexical diversity in words; None for fewer than 100 words.
        mattr: Mean type-token ratio of 50 words, 0 to 1; None for fewer than 50 words.
    """

    words_per_minute: float
    articulation_rate: float
    pauses_per_minute: float
    pauses_inside_clauses: float | None
    mean_length_of_run: float
    fillers_per_100_words: float
    mtld: float | None
    mattr: float | None


def measure(transcription: Transcription, tokens: Tokens) -> Fluency | None:
    """The figures of a recording; None if it has no word timings or too few words to measure."""
    words = transcription.words
    span = max(word.end for word in words) - min(word.start for word in words) if words else 0.0
    if span <= 0 or tokens.word_count < FEWEST_WORDS:
        return None
    pauses = _pauses(words)
    inside = sum(not at_boundary for _, at_boundary in pauses)
    speech_secs = span - sum(secs for secs, _ in pauses)
    spoken = sum(syllables(word) for word in tokens.words)
    lexical = [tokens.words[position] for position in tokens.spoken]
    return Fluency(
        words_per_minute=60 * len(lexical) / span,
        articulation_rate=spoken / speech_secs if speech_secs > 0 else 0.0,
        pauses_per_minute=60 * len(pauses) / span,
        pauses_inside_clauses=inside / len(pauses) if pauses else None,
        mean_length_of_run=spoken / (len(pauses) + 1),
        fillers_per_100_words=100 * len(tokens.filled_pauses) / len(lexical),
        mtld=mtld(lexical),
        mattr=mattr(lexical),
    )


def _pauses(words: Sequence[Word]) -> list[tuple[float, bool]]:
    """Seconds from the latest word end so far to the next word, and whether a clause ends there."""
    pauses = []
    end = words[0].end
    for word, following in pairwise(words):
        end = max(end, word.end)
        secs = following.start - end
        # Timings are multiples of 0.01 s, which floats only approximate.
        if secs > PAUSE_SECS - 0.001:
            pauses.append((secs, _is_boundary(word.text, following.text)))
    return pauses


def _is_boundary(before: str, after: str) -> bool:
    """Whether a clause ends here: at punctuation, or because the next word begins a clause."""
    return before[-1:] in _PUNCTUATION or Tokens(after).word(0) in _BEGIN_A_CLAUSE
