"""Stand-ins for the paid model services, new for each test."""

from collections.abc import Iterator

import pytest

from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI


@pytest.fixture
def whisper() -> Iterator[OpenAI]:
    with OpenAI() as running:
        yield running


@pytest.fixture
def claude() -> Iterator[Anthropic]:
    with Anthropic() as running:
        yield running
