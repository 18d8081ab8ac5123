"""How a learner's words are quoted on a page."""

from dataclasses import dataclass

from speaking.wording.say_instead import SayView

AROUND = 60
"""Characters to show on each side of the words that were searched for."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quote in its sentence: the text before it, the quote, the text after it; `at_secs` if known.

    `say` is what to say instead, if it is an error and a wording is sure to be right.
    """

    before: str
    text: str
    after: str
    at_secs: float | None
    say: SayView | None = None


def quote_view(
    sentence: str, quote: str, *, at: int | None = None, at_secs: float | None = None
) -> QuoteView:
    """A quote in its sentence.

    Args:
        sentence: The sentence.
        quote: The words to mark in it.
        at: Where in the sentence the quote begins, in case it contains the same words twice.
        at_secs: When it was said.
    """
    begin = sentence.find(quote) if at is None else at
    end = begin + len(quote)
    if begin < 0 or sentence[begin:end] != quote:
        return QuoteView("", quote, "", at_secs)
    return QuoteView(sentence[:begin], quote, sentence[end:], at_secs)


def excerpt(text: str, said: str) -> QuoteView | None:
    """The first place where some words were said, with whole words around it; None if there is none."""
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
