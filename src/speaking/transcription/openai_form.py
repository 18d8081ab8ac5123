"""What OpenAI's transcription endpoint is asked, and what it can be asked without.

The fields are those of https://platform.openai.com/docs/api-reference/audio/createTranscription. Servers that
speak the same protocol may refuse some of them (docs/decisions/206).
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from speaking.transcription.prompts import verbatim_prompt

ISO_639_1_LETTERS = 2
"""Longer codes are refused."""

_VERBOSE = "verbose_json"
_NAMES = MappingProxyType(
    {
        "timestamp_granularities": ("timestamp_granularities",),
        "response_format": ("response_format", _VERBOSE),
        "prompt": ("prompt",),
    }
)
"""What can be left out, and what refusals call it. Whoever blames two at once means the first: verbose JSON
without words' times is still more than plain JSON."""


def is_gpt(model: str) -> bool:
    """Whether a model answers plain JSON only, without timings, and has limits of its own."""
    return model.startswith("gpt-")


def form(model: str, language: str | None, *, without: Collection[str] = ()) -> dict[str, Any]:
    """The fields of one request beside the file.

    Args:
        model: Its name; the gpt models know plain JSON only, without timings.
        language: An ISO 639 code, None to have it detected.
        without: The fields to leave out. Without `response_format`, plain JSON is asked for.
    """
    fields: dict[str, Any] = {"model": model, "temperature": 0, "response_format": "json"}
    if language and len(language) == ISO_639_1_LETTERS:
        fields["language"] = language
    prompt = verbatim_prompt(language)
    if prompt and "prompt" not in without:
        fields["prompt"] = prompt
    if not is_gpt(model) and "response_format" not in without:
        fields["response_format"] = _VERBOSE
        if "timestamp_granularities" not in without:
            fields["timestamp_granularities"] = ["word", "segment"]
    return fields


def dispensable(fields: Mapping[str, Any]) -> dict[str, Collection[str]]:
    """The fields of a form that can be left out, each with the names that a refusal may call it by."""
    return {name: called for name, called in _NAMES.items() if fields.get(name, "json") != "json"}
