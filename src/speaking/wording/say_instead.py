"""How a page says what to say instead, and where a habit came up before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from speaking.wording.habit_labels import times

ALSO_NOTICED = "Also noticed"
NOT_HABITS = "We heard each of these only once or twice, so they are not habits yet."


@dataclass(frozen=True, slots=True)
class SayView:
    """What to say: the wording in its sentence, if that is sure, and another wording, if there is one."""

    before: str
    text: str
    after: str
    other: str | None


def say_view(wordings: Sequence[str], sentence: str | None, *, near: int = 0) -> SayView | None:
    """What to say instead of a quote; None if no wording is sure to be right.

    Args:
        wordings: What to say for the quote, the best wording first.
        sentence: The sentence with the best wording.
        near: Where about in its sentence the quote begins, in case it contains the wording twice.
    """
    if not wordings:
        return None
    best, other = wordings[0], next(iter(wordings[1:]), None)
    if sentence is None:
        return SayView("", best, "", other)
    places = [place.start() for place in re.finditer(rf"(?<!\w){re.escape(best)}(?!\w)", sentence)]
    if not places:
        return SayView(sentence, "", "", other)
    at = min(places, key=lambda place: abs(place - near))
    return SayView(sentence[:at], best, sentence[at + len(best) :], other)


def not_but(quote: str, wordings: Sequence[str]) -> str:
    """One line on an error: "Say “an apartment” or “the apartment”, not “a apartment”."."""
    if not wordings:
        return f"“{quote}”"
    return f"Say {' or '.join(f'“{wording}”' for wording in wordings)}, not “{quote}”"


def recurrence_sentence(frequency: int | None, *, met_in: int, talks: int) -> str:
    """In how many of the last talks, the one on the page included, a habit was met."""
    if met_in <= 1:
        before = "talk before this one" if talks - 1 == 1 else f"{talks - 1} talks before this one"
        return f"This is new: it did not come up in the {before}."
    every = "both" if talks == 2 else "each"  # noqa: PLR2004 - a pair
    share = (
        f"{every} of your last {talks} talks" if met_in >= talks else f"{met_in} of your last {talks} talks"
    )
    if frequency is None:
        return f"This came up in {share}."
    now = times(frequency)
    return f"{now[0].upper()}{now[1:]} in this talk, and in {share}."
