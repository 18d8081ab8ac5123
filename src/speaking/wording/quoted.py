"""How counts, titles and quotes are put for a learner."""

from dataclasses import dataclass

AROUND = 60
"""Characters on each side of what was searched."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quote in its sentence: what stands before it, the quote, what stands after it; seconds if known."""

    before: str
    text: str
    after: str
    at_secs: float | None


def quote_view(
    sentence: str, quote: str, *, at: int | None = None, at_secs: float | None = None
) -> QuoteView:
    """A quote in its sentence.

    Args:
        sentence: The sentence.
        quote: What is quoted.
        at: Where in the sentence the quote begins, which tells it from the same words elsewhere in it.
        at_secs: When it was said.
    """
    begin = sentence.find(quote) if at is None else at
    end = begin + len(quote)
    if begin < 0 or sentence[begin:end] != quote:
        return QuoteView("", quote, "", at_secs)
    return QuoteView(sentence[:begin], quote, sentence[end:], at_secs)


def excerpt(text: str, said: str) -> QuoteView | None:
    """Some words as they were said first, with whole words around them; None where they are not found."""
    at = text.lower().find(said.lower())
    if at < 0:
        return None
    end = at + len(said)
    before, after = text[max(0, at - AROUND) : at], text[end : end + AROUND]
    if len(before) < at:
        before = "… " + before.partition(" ")[2]
    if end + len(after) < len(text):
        after = after.rpartition(" ")[0] + " …"
    return QuoteView(before, text[at:end], after, None)


def session_title(topic: str | None, prompt: str | None) -> str:
    """What a session is called: its topic, else the prompt that it answers."""
    return (topic or "").strip() or (prompt or "").strip() or "A session"


def habit_name(pattern: str) -> str:
    """What a habit is called; another version may have stored one without a name."""
    return pattern.strip() or "A habit without a name"


def times(count: int) -> str:
    """A count as one says it."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
