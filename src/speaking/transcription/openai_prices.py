"""What OpenAI's transcription costs."""

from types import MappingProxyType

from speaking.usage import Price

PRICES = MappingProxyType(
    {
        "whisper-1": Price(audio_minute=0.006),
        "gpt-4o-transcribe": Price(input=2.50, output=10.00),
        "gpt-4o-mini-transcribe": Price(input=1.25, output=5.00),
    }
)
"""By model, as OpenAI's own page of each model has it: https://developers.openai.com/api/docs/models/whisper-1,
https://developers.openai.com/api/docs/models/gpt-4o-transcribe and
https://developers.openai.com/api/docs/models/gpt-4o-mini-transcribe, checked on 2026-11-28 in stored copies.
"""


def cost_usd(model: str, *, audio_secs: float, input_tokens: int, output_tokens: int) -> float | None:
    """The price of one use in US dollars; None if the price, or the tokens it is billed by, are not known."""
    price = PRICES.get(model)
    if price is None or not (price.audio_minute or input_tokens):
        return None
    return price.cost_usd(audio_secs=audio_secs, input_tokens=input_tokens, output_tokens=output_tokens)
