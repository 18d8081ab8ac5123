"""What a call to a paid model cost."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """One stage's use of one model.

    Tokens are counts, `audio_secs` seconds, `cost_usd` US dollars, None where the price is not known.
    """

    stage: Literal["transcription", "analysis"]
    provider: str
    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    audio_secs: float = 0.0
    cost_usd: float | None = None
