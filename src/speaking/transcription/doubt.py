"""Which segments a Whisper model invented rather than heard.

The three figures and their limits are Whisper's own: `no_speech_threshold` 0.6, `logprob_threshold` -1.0 and
`compression_ratio_threshold` 2.4 in openai/whisper `whisper/transcribe.py`; OpenAI's API reference repeats
the last two for the `avg_logprob` and `compression_ratio` of verbose JSON.
"""

from dataclasses import dataclass

NO_SPEECH = 0.6
LOG_PROBABILITY = -1.0
COMPRESSION = 2.4
GIBBERISH = -1.5
"""Our own limit: below it no words were heard, whatever the model says. Learners measured -0.64 and above."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A model's own figures about one segment.

    `no_speech` is the probability of silence, `log_probability` the mean of the tokens', `compression` the
    text's length over its zlib-compressed length.
    """

    no_speech: float
    log_probability: float
    compression: float

    @property
    def invented(self) -> bool:
        """Probable silence with improbable words, words that repeat without end, or hardly any word."""
        silent = self.no_speech > NO_SPEECH and self.log_probability < LOG_PROBABILITY
        return silent or self.compression > COMPRESSION or self.log_probability < GIBBERISH
