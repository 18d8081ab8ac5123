"""Whether a server keeps to a schema: asked once by `speaking doctor`, as only an answer can tell."""

from pydantic import BaseModel, Field

from speaking.analysis.claude.answer import objects
from speaking.analysis.claude.message_form import Task

MAX_TOKENS = 300


class Greeting(BaseModel):
    """A field that no model would think of by itself."""

    zx_greeting: str = Field(description="A greeting")


SAY_HELLO = Task("You are polite.", Greeting, MAX_TOKENS)
HELLO = "Say hello in one short sentence."

TAKEN = "structured outputs are taken"
REFUSED = "structured outputs are refused, so its answers are read as they come"
IGNORED = "structured outputs are ignored, so its answers are read as they come"


def kept_to_schema(text: str) -> bool:
    """Whether an answer has the field that only the schema names."""
    return any("zx_greeting" in content for content in objects(text))
