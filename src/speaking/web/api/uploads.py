"""Recordings as they arrive: streamed to disk and counted on the way, never held in memory as a whole."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO

from anyio import to_thread
from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from speaking.audio.recordings import MAX_BYTES
from speaking.audio.working_copies import folder_for_a_while
from speaking.errors import BadRequest, FileTooLarge, MissingAudio, StorageUnavailable

FORM_ALLOWANCE = 64 * 1024
"""Bytes in addition to the recording: the other fields and the multipart framing."""

_KEY = re.compile(r'"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255})')


async def get_idempotency_key(request: Request) -> str | None:
    """The key that the sender gave this recording, the same for every try; None if it gave none.

    The header is an RFC 9651 String without escapes (draft-ietf-httpapi-idempotency-key-header-07).
    A bare word is accepted too, because many clients send one.

    Raises:
        BadRequest: The header is neither.
    """
    value = request.headers.get("idempotency-key")
    if value is None:
        return None
    found = _KEY.fullmatch(value.strip())
    if found is None:
        raise BadRequest("The Idempotency-Key must be a string of at most 255 printable characters.")
    return found[1] or found[2]


IdempotencyKey = Annotated[str | None, Depends(get_idempotency_key)]


@dataclass(frozen=True, slots=True)
class Upload:
    """A recording on disk, and the other fields of its form as text."""

    path: Path
    fields: dict[str, str]


@asynccontextmanager
async def received_upload(request: Request) -> AsyncIterator[Upload]:
    """The multipart form of a request; its file is deleted at the end of the block.

    Raises:
        MissingAudio: There is no file named `audio`.
        FileTooLarge: The body is larger than a recording may be; reading stops at that point.
        BadRequest: The body is not a multipart form.
        StorageUnavailable: The disk is full.
    """
    if int(request.headers.get("content-length") or 0) > MAX_BYTES + FORM_ALLOWANCE:
        raise FileTooLarge
    limited = Request(request.scope, _limited(request.receive))
    try:
        form = await limited.form(max_files=1, max_fields=20, max_part_size=FORM_ALLOWANCE)
    except HTTPException as error:
        raise BadRequest("The recording must be sent as a multipart form.") from error
    except OSError as error:
        raise StorageUnavailable from error
    try:
        audio = form.get("audio")
        if not isinstance(audio, UploadFile):
            raise MissingAudio
        with folder_for_a_while() as folder:
            path = folder / "upload"
            await to_thread.run_sync(_write, audio.file, path)
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            yield Upload(path=path, fields=fields)
    finally:
        await form.close()


def _limited(receive: Receive) -> Receive:
    received = 0

    async def receive_counting() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MAX_BYTES + FORM_ALLOWANCE:
            raise FileTooLarge
        return message

    return receive_counting


def _write(source: BinaryIO, path: Path) -> None:
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
    except OSError as error:
        raise StorageUnavailable from error
