"""The prices of Claude models, with cache writes that live five minutes."""

from speaking.usage import Price

_HAIKU_4_5 = Price(input=1.00, output=5.00, cache_write=1.25, cache_read=0.10)
_OPUS_FROM_4_5 = Price(input=5.00, output=25.00, cache_write=6.25, cache_read=0.50)
_SONNET_5 = Price(input=2.00, output=10.00, cache_write=2.50, cache_read=0.20)

PRICES = {
    "claude-haiku-4-5": _HAIKU_4_5,
    "claude-opus-4-5": _OPUS_FROM_4_5,
    "claude-opus-4-6": _OPUS_FROM_4_5,
    "claude-opus-4-7": _OPUS_FROM_4_5,
    "claude-opus-4-8": _OPUS_FROM_4_5,
    "claude-opus-5": _OPUS_FROM_4_5,
    "claude-sonnet-5": _SONNET_5,
}
"""By model name without its date, from https://platform.claude.com/docs/en/about-claude/pricing and
https://platform.claude.com/docs/en/models/sonnet-5/overview, checked on 2026-11-28 in stored copies of both.
"""


def price_of(model: str) -> Price | None:
    """The price of a model, named with or without its date; None if it is not known."""
    name, _, date = model.rpartition("-")
    return PRICES.get(name if date.isdecimal() and name in PRICES else model)
