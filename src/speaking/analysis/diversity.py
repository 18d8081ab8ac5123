"""How varied a vocabulary is, measured independently of how long the learner spoke.

Words are compared in lower case, as they are spoken. `docs/measures.md` has the formulas and their sources.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

MTLD_THRESHOLD = 0.72
"""A stretch of text ends when its type-token ratio falls to this value (McCarthy and Jarvis 2010)."""

FEWEST_WORDS_MTLD = 100
"""With fewer words the figure is not stable (McCarthy and Jarvis 2010)."""

WINDOW = 50


def mtld(words: Sequence[str]) -> float | None:
    """Mean length in words of the stretches whose type-token ratio stays above 0.72, over both directions.

    None for fewer than 100 words. If the ratio never falls that low, the whole text is one stretch.
    """
    if len(words) < FEWEST_WORDS_MTLD:
        return None
    return (_mtld_one_way(words) + _mtld_one_way(reversed(words))) / 2


def _mtld_one_way(words: Iterable[str]) -> float:
    stretches, length, total = 0.0, 0, 0
    types: set[str] = set()
    for word in words:
        total += 1
        length += 1
        types.add(word)
        if len(types) / length < MTLD_THRESHOLD:
            stretches += 1
            length = 0
            types.clear()
    if length:
        stretches += (1 - len(types) / length) / (1 - MTLD_THRESHOLD)
    return total / stretches if stretches else float(total)


def mattr(words: Sequence[str], *, window: int = WINDOW) -> float | None:
    """Mean type-token ratio over all windows of 50 words; None if the text is shorter than one window."""
    if len(words) < window:
        return None
    counts = Counter(words[:window])
    types = len(counts)
    for gone, come in zip(words, words[window:], strict=False):
        counts[come] += 1
        counts[gone] -= 1
        if not counts[gone]:
            del counts[gone]
        types += len(counts)
    return types / window / (len(words) - window + 1)
