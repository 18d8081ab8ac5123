"""Speak `monologue.txt` into `monologue.webm`.

In the project's folder: `.venv/bin/python -m examples.make_monologue`.
"""

from pathlib import Path

from benchmarks.voice import record

FOLDER = Path(__file__).parent


def main() -> None:
    text = (FOLDER / "monologue.txt").read_text(encoding="utf-8")
    target = FOLDER / "monologue.webm"
    print(f"{record(text, target):.0f} s of speech in {target}")


if __name__ == "__main__":
    main()
