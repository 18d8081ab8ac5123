"""What OpenAI's transcription costs."""

from types import MappingProxyType

PRICES = MappingProxyType(
    {
        "whisper-1": 0.006,
        "gpt-4o-transcribe": 0.006,
        "gpt-4o-mini-transcribe": 0.003,
    }
)
"""US dollars a minute of audio; the gpt models are billed by tokens, of which this is OpenAI's own estimate.

Checked on 2026-11-23 against https://chatai.guide/?p=90, which quotes platform.openai.com/docs/pricing.
"""


def cost_usd(model: str, audio_secs: float) -> float | None:
    """The price of so many seconds in US dollars, None for a model whose price is not known."""
    price = PRICES.get(model)
    return None if price is None else price * audio_secs / 60
