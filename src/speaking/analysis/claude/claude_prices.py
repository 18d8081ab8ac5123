"""What Claude models cost."""

from dataclasses import dataclass

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens; cache writes are those that live five minutes."""

    input: float
    output: float
    cache_write: float
    cache_read: float


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
https://platform.claude.com/docs/en/models/sonnet-5/overview, checked on 2026-11-28 in stored copies of both;
what Haiku's cache costs on 2026-11-23 in https://hivebook.wiki/wiki/claude-haiku-4-5-anthropic-s-fast-tier.
"""


def cost_usd(
    model: str, *, input_tokens: int, output_tokens: int, cache_write_tokens: int, cache_read_tokens: int
) -> float | None:
    """The price of one use in US dollars, None for a model whose price is not known.

    `input_tokens` are those that were neither written to nor read from the cache, as the service counts them.
    """
    name, _, date = model.rpartition("-")
    price = PRICES.get(name if date.isdecimal() and name in PRICES else model)
    if price is None:
        return None
    spent = (
        input_tokens * price.input
        + output_tokens * price.output
        + cache_write_tokens * price.cache_write
        + cache_read_tokens * price.cache_read
    )
    return spent / MILLION
