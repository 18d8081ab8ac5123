"""Whisper, Claude and R2 as one small fast server, to measure what is ours: `python -m benchmarks.stand_ins`.

It answers every request of the pipeline with the documented shape and checks nothing; the servers of `tests/`
do that, at a hundred times the cost. The first line it prints is its address.
"""

import argparse
import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import httptools
import uvloop

SENTENCE = "So um yesterday I go to the market with my sister and we buyed many informations about town"
SENTENCES = 11
WORD_SECS = 0.4
TRANSCRIBE, ANALYZE = "/v1/audio/transcriptions", "/v1/messages"


def transcript() -> dict[str, Any]:
    """Two hundred words of `whisper-1` in `verbose_json`, with the times of words and segments."""
    words = (SENTENCE.split() * SENTENCES)[:200]
    length = len(SENTENCE.split())
    timed: list[dict[str, Any]] = [
        {"word": word, "start": round(at * WORD_SECS, 2), "end": round(at * WORD_SECS + 0.38, 2)}
        for at, word in enumerate(words)
    ]
    segments = [
        {
            "id": number,
            "seek": 0,
            "start": timed[begin]["start"],
            "end": timed[min(begin + length, len(words)) - 1]["end"],
            "text": f" {' '.join(words[begin : begin + length])}.",
            "tokens": list(range(50364, 50364 + length)),
            "temperature": 0.0,
            "avg_logprob": -0.21,
            "compression_ratio": 1.4,
            "no_speech_prob": 0.01,
        }
        for number, begin in enumerate(range(0, len(words), length))
    ]
    return {
        "task": "transcribe",
        "language": "english",
        "duration": len(words) * WORD_SECS,
        "text": "".join(segment["text"] for segment in segments).strip(),
        "segments": segments,
        "words": timed,
        "usage": {"type": "duration", "seconds": 80},
    }


def insight(category: str, pattern: str, quote: str) -> dict[str, Any]:
    return {
        "category": category,
        "pattern": pattern,
        "detail": "You do this in nearly every sentence, and listeners need a moment to see what you mean.",
        "frequency": SENTENCES,
        "severity": "medium",
        "examples": [quote, quote.split(" ", 1)[1]],
        "suggestion": "Record one minute about yesterday and listen for this one thing only.",
    }


def answer() -> dict[str, Any]:
    """Claude's message with three insights in the shape that structured outputs give."""
    said = {
        "insights": [
            insight("grammar", "Present tense for past events", "yesterday I go to the market"),
            insight("grammar", "Plural of uncountable nouns", "we buyed many informations"),
            insight("vocabulary", "Sentences that begin with 'so'", "So um yesterday"),
        ],
        "focus_next": "Tell what you did yesterday with every verb in the past.",
        "focus_pattern": "Present tense for past events",
        "summary": "You speak fluently and keep going. Past forms would help your listeners most.",
    }
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-4-5-20251001",
        "content": [{"type": "text", "text": json.dumps(said)}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {
            "input_tokens": 2100,
            "output_tokens": 420,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 1800,
        },
    }


def response(body: bytes, *, status: str = "200 OK", kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    date = 'Last-Modified: Mon, 02 Mar 2026 12:00:00 GMT\r\nETag: "e"\r\n'
    return f"{head}{date}\r\n".encode() + body


class Answers:
    """Every answer, made once; the paid services take their time with theirs."""

    def __init__(self, audio: bytes, *, secs: float) -> None:
        self._transcript = response(json.dumps(transcript()).encode())
        self._message = response(json.dumps(answer()).encode())
        stored = response(audio, kind="audio/webm")
        self._stored = {
            "GET": stored,
            "HEAD": stored.removesuffix(audio),
            "DELETE": b"HTTP/1.1 204 No Content\r\n\r\n",
        }
        self._secs = secs

    def to(self, method: str, path: str) -> tuple[bytes, float]:
        """The answer to a request, and how many seconds it takes."""
        if path.startswith(TRANSCRIBE):
            return self._transcript, self._secs
        if path.startswith(ANALYZE):
            return self._message, self._secs
        return self._stored[method], 0.0


class Connection(asyncio.Protocol):
    """One client's connection: throws the body away and answers when it is complete."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._parser = httptools.HttpRequestParser(self)
        self._path = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own class does not inherit from it

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._path = url.decode()

    def on_message_complete(self) -> None:
        content, secs = self._answers.to(self._parser.get_method().decode(), self._path)
        if secs:
            asyncio.get_running_loop().call_later(secs, self._send, content)
        else:
            self._send(content)

    def _send(self, content: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(content)


async def serve(answers: Answers, tell: Callable[[str], object]) -> None:
    """Serve on a free port until cancelled; `tell` is called with the address."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(answers), "127.0.0.1", 0, backlog=1024)
    tell(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    await server.serve_forever()


def main() -> None:
    """Serve one recording for every key, and answers that take `--secs`."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("audio", type=Path)
    arguments.add_argument("--secs", type=float, default=0.0)
    chosen = arguments.parse_args()
    answers = Answers(chosen.audio.read_bytes(), secs=chosen.secs)
    uvloop.run(serve(answers, lambda address: print(address, flush=True)))


if __name__ == "__main__":
    main()
