"""Measures everything: `make bench`, or one by name: `python -m benchmarks NAME`."""

import subprocess
import sys

BENCHMARKS = ("transcription", "whole_way", "lexical", "audio_memory", "load", "pages")


def main(names: list[str]) -> int:
    """Run each named benchmark, or all of them, in a process of its own; 1 if one failed."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        sys.exit(
            f"There is no benchmark called {', '.join(sorted(unknown))}. Known: {', '.join(BENCHMARKS)}."
        )
    failed = [name for name in names or BENCHMARKS if not _runs(name)]
    return 1 if failed else 0


def _runs(name: str) -> bool:
    print(f"\n## {name}\n", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode == 0  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
