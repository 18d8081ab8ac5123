"""What learners read about counted habits: a habit's detail, the focus and the summary.

What Claude is asked to write is in `claude/prompt.py`.
"""

from collections import Counter
from collections.abc import Sequence

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.detectors.favourite_words import OTHER_CONNECTORS
from speaking.analysis.fluency import Fluency
from speaking.analysis.lexical import Habit
from speaking.analysis.norms import SPEAKERS, Per
from speaking.analysis.schema import Category
from speaking.analysis.text.tokens import Tokens

FEWEST_WORDS = 30
"""With fewer words there is nothing to measure."""

MANY_CONNECTORS = 5
COMFORTABLE_PACE = (100, 180)
"""Words a minute that are easy to follow. These limits are our own."""

VARIED_MATTR = 0.726
"""Median of the most advanced speakers of NICT JLE (see `norms`)."""

_SHOWN_WORDS = 3
_LONGEST_SHOWN = 3
_LONGEST_IN_TITLE = 4


def detail(habit: Habit, text: str) -> str:
    """How often it occurs, what is usual, and how it affects the listener."""
    words = _breakdown(habit, text)
    often = f"{habit.count} times{words}, or {habit.rate:.1f} {habit.pattern.per}"
    explanation = (habit.family or habit.pattern).explanation
    sentences = [f"This happened {often}.", _usual(habit), explanation]
    return " ".join(sentence for sentence in sentences if sentence)


def title(habit: Habit, text: str) -> str | None:
    """A grammar habit with what dominates in it and some of its words; None for a counted habit."""
    if habit.pattern.detector is not None:
        return None
    quotes = dict.fromkeys(found.quote(text).lower() for found in habit.evidence)
    short = [f"‘{quote}’" for quote in quotes if len(Tokens(quote).words) <= _LONGEST_IN_TITLE]
    shown = f": {', '.join(short[:_SHOWN_WORDS])}" if short else ""
    return f"{(habit.family or habit.pattern).name}{shown}"


def _breakdown(habit: Habit, text: str) -> str:
    """Each word and how often it was said, if there are several and they are short."""
    said = Counter(evidence.quote(text).lower() for evidence in habit.evidence)
    if len(said) < 2 or any(len(Tokens(quote).words) > _LONGEST_SHOWN for quote in said):  # noqa: PLR2004 - several
        return ""
    return f" ({', '.join(f'‘{quote}’ {times}' for quote, times in said.most_common(_SHOWN_WORDS))})"


def _usual(habit: Habit) -> str:
    """How the learner compares with other speakers; empty if no figure is known."""
    norm = habit.pattern.norm
    if norm is None:
        return ""
    limits = ((norm.overused, "Nine in ten"), (norm.mention, "Three in four"))
    limit, share = next((each for each in limits if habit.rate >= each[0]), (norm.median, "Half"))
    # In the source, an utterance ends at a pause, where a recogniser's sentence may continue.
    per = " per 100 phrases" if habit.pattern.per is Per.SENTENCES else ""
    usual = f"{share} of {SPEAKERS} stay under {limit:.1f}{per}."
    if norm.comparable:
        return usual
    return f"{usual} That figure was counted by people, who hear more of these words than a computer does."


def focus(habit: Habit) -> str:
    """One goal that the next session can be measured against."""
    goal = f"Aim for no more than {goal_rate(habit):.1f} {_label(habit)} per 100 words"
    return f"{goal}, down from {habit.per_100_words:.1f}. {habit.tip}"


def goal_rate(habit: Habit) -> float:
    """Occurrences per 100 words to aim for next time, in tenths.

    Half of this session's rate, but never below the rate that three in four speakers stay under, as nobody
    needs to do better than that. Each goal is a step; the next session sets the next one.
    """
    usual = habit.pattern.norm.mention if habit.pattern.norm is not None else 0.0
    share = max(0.5, usual / habit.rate) if 0 < usual < habit.rate else 0.5
    return int(habit.per_100_words * share * 10) / 10


def _label(habit: Habit) -> str:
    name = habit.pattern.name.removeprefix("Overuse of ")
    if habit.pattern.category is Category.GRAMMAR:
        return f"cases of “{name}”"
    label = habit.pattern.label or name
    return label[0].lower() + label[1:]


def summary(habits: Sequence[Habit], tokens: Tokens, fluency: Fluency | None) -> str:
    """Two or three encouraging sentences: what measured well, and what would help most."""
    if tokens.word_count < FEWEST_WORDS:
        said = "one word" if tokens.word_count == 1 else f"{tokens.word_count} words"
        return (
            f"You said {said}, which is too little to find habits. "
            "Next time, speak for two minutes or more, and we can tell you much more."
        )
    good = strengths(habits, tokens, fluency)
    praise = _listed(good) if good else f"you kept going for {tokens.word_count} words in English"
    names = [f"“{habit.pattern.name}”" for habit in habits[:2]]
    if not names:
        return (
            f"Well done: {praise}. No habit came up often enough to report. "
            "That does not mean that every sentence was correct."
        )
    return f"Well done: {praise}. To help your listeners most, work on {' and '.join(names)}."


def strengths(habits: Sequence[Habit], tokens: Tokens, fluency: Fluency | None) -> list[str]:
    """What measured well, as clauses to the learner; none contradicts a reported habit."""
    found = []
    reported = {habit.pattern.key for habit in habits}
    varied = fluency is not None and fluency.mattr is not None and fluency.mattr >= VARIED_MATTR
    if varied and "repeated-words" not in reported:
        found.append("you use many different words")
    connectors = sorted(
        (word for word in OTHER_CONNECTORS if word in tokens.index and word != "or"),
        key=lambda word: (-len(word), word),
    )
    if len(connectors) >= MANY_CONNECTORS and "limited-connectors" not in reported:
        found.append(f"you join ideas in many ways, for example with ‘{connectors[0]}’ and ‘{connectors[1]}’")
    if fluency is not None and COMFORTABLE_PACE[0] <= fluency.words_per_minute <= COMFORTABLE_PACE[1]:
        found.append(f"your pace of {fluency.words_per_minute:.0f} words a minute is easy to follow")
    if 100 * len(tokens.filled_pauses) / tokens.word_count < CATALOGUE["filled-pauses"].limit:
        found.append("you use very few fillers")
    return found[:3]


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
