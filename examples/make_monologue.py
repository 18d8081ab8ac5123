"""Speak `monologue.txt` into `monologue.webm`.

In the project's folder: `.venv/bin/python -m examples.make_monologue`.
"""

from pathlib import Path

from benchmarks.voice import save_as_browser, speak

FOLDER = Path(__file__).parent


def main() -> None:
    text = (FOLDER / "monologue.txt").read_text(encoding="utf-8")
    samples, rate = speak(text)
    save_as_browser(samples, rate, FOLDER / "monologue.webm")
    print(f"{len(samples) / rate:.0f} s of speech in {FOLDER / 'monologue.webm'}")


if __name__ == "__main__":
    main()
