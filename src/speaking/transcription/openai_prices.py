"""What OpenAI's transcription costs."""

from types import MappingProxyType

from speaking.usage import Price

PRICES = MappingProxyType(
    {
        "whisper-1": Price(audio_minute=0.006),
        "gpt-4o-transcribe": Price(audio_minute=0.006),
        "gpt-4o-mini-transcribe": Price(audio_minute=0.003),
    }
)
"""By model; the gpt models are billed by tokens, of which this is OpenAI's own estimate.

Checked on 2026-11-23 against https://chatai.guide/?p=90, which quotes platform.openai.com/docs/pricing.
"""


def cost_usd(model: str, audio_secs: float) -> float | None:
    """The price of so many seconds in US dollars, None for a model whose price is not known."""
    price = PRICES.get(model)
    return None if price is None else price.cost_usd(audio_secs=audio_secs)
