"""What a call to a paid model costs."""

from dataclasses import dataclass
from typing import Literal

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars: for a minute of audio, and for a million tokens of each kind."""

    audio_minute: float = 0.0
    input: float = 0.0
    output: float = 0.0
    cache_write: float = 0.0
    cache_read: float = 0.0

    def cost_usd(
        self,
        *,
        audio_secs: float = 0.0,
        input_tokens: int = 0,
        output_tokens: int = 0,
        cache_write_tokens: int = 0,
        cache_read_tokens: int = 0,
    ) -> float:
        """The price of one use; `input_tokens` are those neither written to nor read from the cache."""
        tokens = (
            input_tokens * self.input
            + output_tokens * self.output
            + cache_write_tokens * self.cache_write
            + cache_read_tokens * self.cache_read
        )
        return audio_secs / 60 * self.audio_minute + tokens / MILLION

    def __str__(self) -> str:
        """The price in words, such as "$0.006 a minute of audio"."""
        parts = [f"${self.audio_minute:g} a minute of audio"] if self.audio_minute else []
        if self.input or self.output:
            parts.append(f"${self.input:g} in and ${self.output:g} out for a million tokens")
        return ", ".join(parts) or "free"


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """One stage's use of one model: tokens as counts, audio in seconds, US dollars or None if not known."""

    stage: Literal["transcription", "analysis"]
    provider: str
    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    audio_secs: float = 0.0
    cost_usd: float | None = None
