import pytest

from speaking.usage import Price


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (Price(audio_minute=0.006), "$0.006 a minute of audio"),
        (Price(input=1, output=5, cache_write=1.25), "$1 in and $5 out for a million tokens"),
        (
            Price(audio_minute=0.01, input=2.5, output=10),
            "$0.01 a minute of audio, $2.5 in and $10 out for a million tokens",
        ),
        (Price(), "free"),
    ],
)
def test_a_price_is_told_in_words(price: Price, words: str) -> None:
    """The doctor shows an operator what a use costs."""
    assert str(price) == words


def test_what_a_use_cost_is_the_sum_of_its_parts() -> None:
    """Minutes of audio and each kind of token have their own price."""
    price = Price(audio_minute=0.6, input=1, output=10, cache_write=100, cache_read=1000)
    assert price.cost_usd(audio_secs=30) == pytest.approx(0.3)
    tokens = {"input_tokens": 1, "output_tokens": 1, "cache_write_tokens": 1, "cache_read_tokens": 1}
    assert price.cost_usd(**tokens) == pytest.approx(1111e-6)
