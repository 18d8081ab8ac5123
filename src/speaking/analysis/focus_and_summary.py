"""What learners read about a habit: its title and detail, the focus and the summary.

What Claude is asked to write is in `claude/prompt.py`.
"""

from collections import Counter
from collections.abc import Sequence

from speaking.analysis.detectors.favourite_words import OTHER_CONNECTORS
from speaking.analysis.detectors.structure import has_sentences
from speaking.analysis.evidence import Evidence
from speaking.analysis.fluency import Fluency
from speaking.analysis.lexical import Habit
from speaking.analysis.norms import Per
from speaking.analysis.schema import Category
from speaking.analysis.text.tokens import Tokens
from speaking.wording.habit_labels import times

FEWEST_WORDS = 30
"""With fewer words there is nothing to measure."""

MANY_CONNECTORS = 5
FEW_FILLERS = 1.0
"""Filled pauses per 100 words. Few natives need fewer."""

COMFORTABLE_PACE = (100, 180)
"""Words a minute that are easy to follow. These limits are our own."""

VARIED_MATTR = 0.726
"""Median of the most advanced speakers of NICT JLE (see `norms`)."""

_SHOWN_WORDS = 3
_LONGEST_SHOWN = 3
_LONGEST_IN_TITLE = 4
_OFTEN = ((1.5, "more than once in every sentence"), (0.75, "about once in every sentence"))
_NUMBERS = ("second", "third", "fourth", "fifth")

_ABOUT_FILLERS = frozenset({"filled-pauses", "you-know", "i-mean", "filler-like", "filler-well", "kind-of"})
_ABOUT_CONNECTORS = ("limited-connectors", "chained-clauses", "-so", "-and", "-but", "-because")
_ABOUT_VARIETY = ("repeated-", "overused-", "vague-words")
"""Keys, or what they begin or end with, of the habits that a praise would contradict."""


def detail(habit: Habit, tokens: Tokens) -> str:
    """How often it occurs, whether others do it too, and how it affects the listener."""
    said = times(habit.count).capitalize()
    often = f"{said} in this talk{_breakdown(habit, tokens.text)}{_how_often(habit, tokens)}."
    explanation = (habit.family or habit.pattern).explanation
    sentences = [often, _usual(habit), explanation]
    return " ".join(sentence for sentence in sentences if sentence)


def title(habit: Habit, text: str) -> str | None:
    """A habit with what dominates in it and some of its words; None if its name says as much."""
    counted = habit.pattern.detector is not None
    if counted and (habit.pattern.category is not Category.VOCABULARY or "'" in habit.pattern.name):
        return None
    family = habit.family
    dominant = [found for found in habit.evidence if family is None or found.family == family]
    quotes = Counter(_within_a_sentence(found, text) for found in dominant)
    short = [
        f"‘{quote}’" for quote, _ in quotes.most_common() if len(Tokens(quote).words) <= _LONGEST_IN_TITLE
    ]
    if counted and not short:
        return None
    shown = f": {', '.join(short[:_SHOWN_WORDS])}" if short else ""
    return f"{(family or habit.pattern).name}{shown}"


def _within_a_sentence(found: Evidence, text: str) -> str:
    """The words of evidence without the capital letter that only the beginning of a sentence gave them."""
    quote = found.quote(text)
    begins = not text[: found.start].rstrip(" ") or text[: found.start].rstrip(" ")[-1] in ".?!\n"
    return quote[:1].lower() + quote[1:] if begins and not quote.startswith(("I ", "I'")) else quote


def _breakdown(habit: Habit, text: str) -> str:
    """Each word and how often it was said, if there are several short ones and not all were said once."""
    said = Counter(evidence.quote(text).lower() for evidence in habit.evidence)
    long = any(len(Tokens(quote).words) > _LONGEST_SHOWN for quote in said)
    if not 1 < len(said) < habit.count or long:
        return ""
    return f" ({', '.join(f'‘{quote}’ {often}' for quote, often in said.most_common(_SHOWN_WORDS))})"


def _how_often(habit: Habit, tokens: Tokens) -> str:
    """In how many sentences, or in which share of them; empty if it is rare or there are no sentences."""
    if habit.pattern.detector is None or not has_sentences(tokens):
        return ""
    sentences = len(tokens.sentences)
    if habit.pattern.per is Per.SENTENCES:
        return f", in {habit.count} of {sentences} sentences"
    share = habit.count / sentences
    often = next((words for least, words in _OFTEN if share >= least), None)
    every = round(1 / share) if share else 0
    if often is None and every - 2 < len(_NUMBERS):
        often = f"about once in every {_NUMBERS[every - 2]} sentence"
    return f", {often}" if often else ""


def _usual(habit: Habit) -> str:
    """How the learner compares with fluent speakers; empty if nobody has counted them."""
    norm = habit.pattern.norm
    if norm is None or habit.rate < norm.limit:
        return ""
    does = "say it" if habit.pattern.category is Category.VOCABULARY else "do it"
    return f"39 in 40 fluent speakers {does} less often."


def focus(habit: Habit) -> str:
    """One goal that the next session can be measured against, with what to say instead."""
    did, slips = habit.pattern.did, "slip" if habit.count == 1 else "slips"
    now = f"{did} {times(habit.count)}" if did else f"“{habit.pattern.name}”: {habit.count} {slips}"
    aim = f"at most {goal(habit)}" if goal(habit) else "none"
    return f"{habit.tip} {now}; next time, in a talk as long as this, {aim}."


def goal(habit: Habit) -> int:
    """Occurrences to aim for next time, in a talk of the same length.

    Half of this session's, but never fewer than half of fluent speakers have, as nobody needs to do better
    than that. Each goal is a step; the next session sets the next one. A slip that came up once today, and is
    a habit only with earlier sessions, should not come up again.
    """
    norm = habit.pattern.norm
    usual = round(habit.count * norm.half / habit.rate) if norm is not None and habit.rate else 0
    return min(habit.count - 1, max(1, habit.count // 2, usual))


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
    reported = [habit.pattern.key for habit in habits]
    varied = fluency is not None and fluency.mattr is not None and fluency.mattr >= VARIED_MATTR
    if varied and not any(key.startswith(_ABOUT_VARIETY) for key in reported):
        found.append("you use many different words")
    connectors = sorted(
        (word for word in OTHER_CONNECTORS if word in tokens.index and word != "or"),
        key=lambda word: (-len(word), word),
    )
    blamed = any(
        key.startswith(("so-", "and-", "but-")) or key.endswith(_ABOUT_CONNECTORS) for key in reported
    )
    if len(connectors) >= MANY_CONNECTORS and not blamed:
        found.append(f"you join ideas in many ways, for example with ‘{connectors[0]}’ and ‘{connectors[1]}’")
    if fluency is not None and COMFORTABLE_PACE[0] <= fluency.words_per_minute <= COMFORTABLE_PACE[1]:
        found.append(f"your pace of {fluency.words_per_minute:.0f} words a minute is easy to follow")
    few = len(tokens.filled_pauses) < FEW_FILLERS * tokens.word_count / 100
    if few and _ABOUT_FILLERS.isdisjoint(reported):
        found.append("you use very few fillers")
    return found[:3]


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
