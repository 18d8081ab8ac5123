"""The verbatim prompt, and how to remove it if a model merely repeats it.

Whisper continues the style of its prompt. After a learner's sentence with fillers it keeps fillers in the
transcript; without one it drops most "um"s. docs/decisions/202-how-whisper-is-asked.md has the measurements.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

VERBATIM_PROMPT = (
    "So, um, I was, uh, thinking about, um, the things that I, uh, like to do, you know, um, every day."
)
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
UNKNOWN_LANGUAGE = "und"
"""ISO 639's code for "undetermined"."""
_LEAKED_WORDS = 6
"""This many words of the prompt in a row, including fillers, are no coincidence: nobody hesitates alike."""

_PUNCTUATION = ".,;:!?…\"'“”‘’-–—()"


def language_code(language: str) -> str | None:
    """The ISO 639 code in a language tag such as "en-GB"; None if there is none, and it is detected."""
    found = _CODE.match(language.strip())
    return found and found[1].lower()


def verbatim_prompt(language: str | None) -> str | None:
    """The prompt for a language; None if it has no prompt."""
    return VERBATIM_PROMPT if language == "en" else None


def leaked(words: Sequence[str]) -> list[bool]:
    """For each word, whether it belongs to a run that comes from the prompt and not from the speaker."""
    prompt = _folded(VERBATIM_PROMPT.split())
    heard = _folded(words)
    marks = [False] * len(heard)
    beginnings = {tuple(run) for run in _runs(prompt)}
    for start, run in enumerate(_runs(heard)):
        if tuple(run) in beginnings:
            length = max(_common_start(heard[start:], prompt[origin:]) for origin in range(len(prompt)))
            marks[start : start + length] = [True] * length
    return marks


def _runs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    return (words[start : start + _LEAKED_WORDS] for start in range(len(words) - _LEAKED_WORDS + 1))


def _folded(words: Sequence[str]) -> list[str]:
    return [word.strip(_PUNCTUATION).casefold() for word in words]


def _common_start(left: Sequence[str], right: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
