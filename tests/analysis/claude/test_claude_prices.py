"""What a use of a model costs is known or left open, never guessed."""

import pytest

from speaking.analysis.claude.claude_prices import price_of


@pytest.mark.parametrize(
    ("kind", "dollars"),
    [("input_tokens", 1.0), ("output_tokens", 5.0), ("cache_write_tokens", 1.25), ("cache_read_tokens", 0.1)],
)
def test_each_kind_of_token_has_its_price(kind: str, dollars: float) -> None:
    """The default model: a dollar in, five out; writing to the cache costs more, reading a tenth."""
    price = price_of("claude-haiku-4-5-20251001")
    assert price is not None
    assert price.cost_usd(**{kind: 10**6}) == pytest.approx(dollars)


def test_a_model_is_known_with_and_without_its_date() -> None:
    """Names come with the date of their version and without."""
    assert price_of("claude-haiku-4-5") == price_of("claude-haiku-4-5-20251001")


@pytest.mark.parametrize("model", ["", "llama-3", "claude-haiku-4-5-latest", "claude-haiku-9"])
def test_an_unknown_model_has_no_price(model: str) -> None:
    """A price of another model would be a wrong price."""
    assert price_of(model) is None
