"""Sends a form in a few large pieces.

An HTTP client sends each part of a form, and its file in pieces of 64 KB, one by one. A form with a minute
of audio is some fifty writes, which cost more processor time than the rest of the request
(docs/decisions/901).
"""

from collections.abc import AsyncIterator

from httpx2 import AsyncByteStream, Request

PIECE_BYTES = 256 * 1024


class LargePieces(AsyncByteStream):
    """The same bytes as another stream's, `PIECE_BYTES` or a little more at a time."""

    def __init__(self, pieces: AsyncByteStream) -> None:
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        gathered: list[bytes] = []
        size = 0
        async for piece in self._pieces:
            gathered.append(piece)
            size += len(piece)
            if size >= PIECE_BYTES:
                whole, size = b"".join(gathered), 0
                gathered.clear()  # before it is sent, as that may take long
                yield whole
        if size:
            yield b"".join(gathered)

    async def aclose(self) -> None:
        await self._pieces.aclose()


async def send_in_large_pieces(request: Request) -> None:
    """Make a request send large pieces; a client's hook for requests."""
    if isinstance(request.stream, AsyncByteStream):
        request.stream = LargePieces(request.stream)
