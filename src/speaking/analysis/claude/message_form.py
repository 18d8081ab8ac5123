"""What Anthropic's Messages API is asked, and what it can be asked without.

The fields are those of https://platform.claude.com/docs/en/api/messages. Servers that speak the same
protocol may refuse some of them (docs/decisions/509).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

_NAMES = MappingProxyType(
    {
        "output_config": ("output_config", "output_format", "json_schema"),
        "cache_control": ("cache_control",),
    }
)
"""What can be left out, and what refusals call it."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is asked to do, the same for every learner.

    Attributes:
        instructions: What to do; they never change, so they can be cached.
        answer: The shape of the answer.
        max_tokens: How long the answer may be.
    """

    instructions: str
    answer: type[BaseModel]
    max_tokens: int


def form(
    model: str,
    task: Task,
    schema: Mapping[str, Any],
    messages: Sequence[Any],
    *,
    without: Collection[str] = (),
) -> dict[str, Any]:
    """The fields of one request.

    Args:
        model: Its name.
        task: What to do.
        schema: The JSON schema of the task's answer.
        messages: The conversation so far.
        without: The fields to leave out. Without a mark for the cache, the instructions are plain text.
    """
    marked = [{"type": "text", "text": task.instructions, "cache_control": {"type": "ephemeral"}}]
    fields: dict[str, Any] = {
        "model": model,
        "max_tokens": task.max_tokens,
        "system": task.instructions if "cache_control" in without else marked,
        "messages": messages,
    }
    if "output_config" not in without:
        fields["output_config"] = {"format": {"type": "json_schema", "schema": schema}}
    return fields


def dispensable(without: Collection[str]) -> dict[str, Collection[str]]:
    """The fields that can still be left out, each with the names that a refusal may call it by."""
    return {name: called for name, called in _NAMES.items() if name not in without}
