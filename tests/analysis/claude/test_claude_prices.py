"""What a use of a model cost is known or left open, never guessed."""

import pytest

from speaking.analysis.claude.claude_prices import cost_usd


def cost(model: str, *, plain: int = 0, output: int = 0, written: int = 0, read: int = 0) -> float | None:
    return cost_usd(
        model,
        input_tokens=plain,
        output_tokens=output,
        cache_write_tokens=written,
        cache_read_tokens=read,
    )


@pytest.mark.parametrize(
    ("tokens", "dollars"),
    [({"plain": 10**6}, 1.0), ({"output": 10**6}, 5.0), ({"written": 10**6}, 1.25), ({"read": 10**6}, 0.1)],
)
def test_each_kind_of_token_has_its_price(tokens: dict[str, int], dollars: float) -> None:
    """The default model: a dollar in, five out; writing to the cache costs more, reading a tenth."""
    assert cost("claude-haiku-4-5-20251001", **tokens) == pytest.approx(dollars)


def test_a_model_is_known_with_and_without_its_date() -> None:
    """Names come with the date of their version and without."""
    assert cost("claude-haiku-4-5", plain=1000) == cost("claude-haiku-4-5-20251001", plain=1000)


@pytest.mark.parametrize("model", ["", "llama-3", "claude-haiku-4-5-latest", "claude-haiku-9"])
def test_an_unknown_model_has_no_price(model: str) -> None:
    """A price of another model would be a wrong price."""
    assert cost(model, plain=1000) is None
