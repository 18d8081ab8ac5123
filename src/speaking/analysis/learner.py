"""What is known of a learner before a talk is analyzed."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EarlierTalk:
    """A finished session: its words without filled pauses, and how often each habit was met, by key."""

    words: int
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learner:
    """What an analyzer may use of a learner's profile; empty if there is none, or if it may not be used.

    Attributes:
        known_patterns: Names from the profile ("category:pattern") that an analyzer should reuse.
        last_focus: The last session's focus, as the learner read it.
        earlier: The talks before this one whose evidence still counts, the newest first.
    """

    known_patterns: tuple[str, ...] = ()
    last_focus: str | None = None
    earlier: tuple[EarlierTalk, ...] = ()


NOBODY = Learner()
"""A learner of whom nothing is known."""
