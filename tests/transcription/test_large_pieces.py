from collections.abc import AsyncIterator, Sequence

from httpx2 import AsyncByteStream
from hypothesis import given
from hypothesis import strategies as st

from speaking.transcription.large_pieces import PIECE_BYTES, LargePieces


class Form(AsyncByteStream):
    """A body that is handed out in the pieces it was made of."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece

    async def aclose(self) -> None:
        self.closed = True


@given(st.lists(st.binary(max_size=40) | st.just(bytes(range(256)) * 256), max_size=30))
async def test_the_bytes_are_the_same_in_fewer_pieces(pieces: list[bytes]) -> None:
    """Nothing is lost, doubled or moved, and only the last piece may be small."""
    sent = [piece async for piece in LargePieces(Form(pieces))]
    assert b"".join(sent) == b"".join(pieces)
    assert all(len(piece) >= PIECE_BYTES for piece in sent[:-1])
    assert all(sent)


async def test_closing_closes_what_it_reads_from() -> None:
    """A request that is given up lets go of its file."""
    form = Form([b"a"])
    await LargePieces(form).aclose()
    assert form.closed
