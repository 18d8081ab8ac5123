"""Every adapter makes the errors of its SDK ours in one way, and an error that nobody knows passes."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import anthropic
import openai
import psycopg
import pytest
import qstash.errors
from obstore.exceptions import BaseError
from procrastinate.exceptions import ConnectorException

from speaking.analysis.claude import claude_service
from speaking.audio.storage import folder_storage, s3_storage
from speaking.errors import NoSpeech, Unavailable
from speaking.queues import postgres
from speaking.queues import qstash as qstash_queue
from speaking.sdk_errors import passes
from speaking.settings import Settings
from speaking.transcription import openai_whisper

Border = Callable[[], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def entered(border: AbstractContextManager[None]) -> AsyncIterator[None]:
    with border:
        yield


def border_of_storage(storage: Any) -> Border:  # noqa: ANN401 - the Protocol promises no border
    return lambda: entered(storage.border())


def folder(tmp_path: Path) -> Border:
    return border_of_storage(folder_storage(tmp_path))


def bucket(_: Path) -> Border:
    keys = dict.fromkeys(("r2_account_id", "r2_bucket_name", "r2_access_key_id", "r2_secret_access_key"), "x")
    return border_of_storage(s3_storage(Settings.model_validate(keys)))


ADAPTERS: dict[str, tuple[Callable[[Path], Border], type[Exception]]] = {
    "openai": (lambda _: lambda: entered(openai_whisper.border()), openai.OpenAIError),
    "claude": (lambda _: lambda: entered(claude_service.border()), anthropic.AnthropicError),
    "qstash": (lambda _: qstash_queue.border, qstash.errors.QStashError),
    "procrastinate": (lambda _: lambda: entered(postgres.border()), ConnectorException),
    "psycopg": (lambda _: lambda: entered(postgres.border()), psycopg.Error),
    "folder": (folder, BaseError),
    "s3": (bucket, BaseError),
}


@pytest.fixture(params=ADAPTERS)
def adapter(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Border, type[Exception]]:
    """The block of an adapter that calls its SDK, and the root of that SDK's errors."""
    border_in, root = ADAPTERS[request.param]
    return border_in(tmp_path), root


async def test_an_unknown_error_passes(adapter: tuple[Border, type[Exception]]) -> None:
    """What a new version of an SDK raises costs a retry, never the session; its words stay inside."""
    border, root = adapter

    class Unheard(root):  # type: ignore[valid-type, misc]  # as the next version may define it
        pass

    with pytest.raises(Unavailable) as raised:
        async with border():
            raise Unheard("words of the provider")
    assert raised.value.retryable
    assert isinstance(raised.value.__cause__, Unheard)
    assert "words of the provider" not in raised.value.message


async def test_what_an_sdk_lets_slip_passes(adapter: tuple[Border, type[Exception]]) -> None:
    """An SDK that breaks over an answer does not always say so in an error of its own."""
    border, _ = adapter
    with pytest.raises(Unavailable) as raised:
        async with border():
            raise KeyError("words of the provider")
    assert isinstance(raised.value.__cause__, KeyError)


async def test_an_error_of_ours_stays_as_it_is(adapter: tuple[Border, type[Exception]]) -> None:
    """What the adapter itself found out is not covered up."""
    border, _ = adapter
    with pytest.raises(NoSpeech) as raised:
        async with border():
            raise NoSpeech
    assert raised.value.__cause__ is None


def test_one_rule_says_which_answers_pass() -> None:
    """Server errors do, and of the client's errors those that time heals."""
    assert {status for status in range(200, 600) if passes(status)} == {
        408,
        409,
        425,
        429,
        499,
        *range(500, 600),
    }
