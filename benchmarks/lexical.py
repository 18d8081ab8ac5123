"""Words per second of everything that counts words, on one core, without a model.

Run it with `python -m benchmarks.lexical`.
"""

import time
from collections.abc import Callable
from pathlib import Path

from speaking.analysis.fluency import measure
from speaking.analysis.lexical import find_lexical, habits
from speaking.analysis.local import analyze
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription, Word

ROUNDS = 30
TEXTS = (Path("examples/monologue.txt"), Path("benchmarks/fillers.txt"))


def spoken(text: str) -> Transcription:
    """The text as if each word had taken 0.4 s."""
    words = tuple(Word(word, at * 0.4, at * 0.4 + 0.3, 0.9) for at, word in enumerate(text.split()))
    return Transcription(text, "en", len(words) * 0.4, words)


def best_secs(work: Callable[[], object]) -> float:
    """The fastest of several rounds: what the machine's other work does not disturb."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def measured(text: str) -> dict[str, float]:
    """Seconds of each function on this text."""
    said, tokens = spoken(text), Tokens(text)
    return {
        "habits": best_secs(lambda: habits(Tokens(text))),
        "find_lexical": best_secs(lambda: find_lexical(text)),
        "measure": best_secs(lambda: measure(said, tokens)),
        "analyze": best_secs(lambda: analyze(said)),
    }


def main() -> None:
    """Print one line for each measured function and length of text."""
    words = " ".join(path.read_text(encoding="utf-8") for path in TEXTS).split()
    print(f"{'function':16} {'words':>6} {'ms':>8} {'words/s':>10}")
    for count in (500, 10_000):
        text = " ".join((words * (count // len(words) + 1))[:count])
        for name, secs in measured(text).items():
            print(f"{name:16} {count:6} {1000 * secs:8.2f} {count / secs:10,.0f}")


if __name__ == "__main__":
    main()
