"""From upload to DONE on the embedded default: `python -m benchmarks.whole_way`.

Prints how soon a fresh server is ready, how long a recording takes beside faster-whisper's own call with the
same options on the same audio in the same run, and how much memory the server took at its most.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.service import free_port, served
from benchmarks.transcription import own_call
from speaking.audio.recordings import AudioFile, probe
from speaking.examples import MONOLOGUE
from speaking.settings import Settings
from speaking.transcription.faster_whisper_local import LocalWhisper
from speaking.transcription.prompts import verbatim_prompt

RUNS = 3


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, served(free_port(), folder=Path(folder)) as server:
        upload_until_done(server.address)
        ours = min(upload_until_done(server.address) for _ in range(RUNS))
        peak = peak_mb(server.process)
    theirs = asyncio.run(own_call_secs())
    secs = probe(MONOLOGUE).duration
    print("| measure | value |\n|---|---|")
    print(f"| seconds until /readyz answers 200 | {server.ready_secs:.2f} |")
    print(f"| upload to DONE, {secs:.0f} s of speech, model warm, best of {RUNS} | {ours:.2f} s |")
    print(f"| faster-whisper's own call, same options, best of {RUNS} | {theirs:.2f} s |")
    print(f"| ratio | {ours / theirs:.2f} |")
    print(f"| the server's memory at its peak | {peak:.0f} MB |")
    print(f"| load average | {os.getloadavg()[0]:.1f} |")


def upload_until_done(address: str) -> float:
    """Seconds from the upload's first byte to the event that says DONE."""
    with httpx.Client(base_url=address, timeout=600) as client, MONOLOGUE.open("rb") as audio:
        began = time.perf_counter()
        sent = client.post("/api/sessions", files={"audio": audio}, data={"duration": "99"})
        events = client.get(f"/api/sessions/{sent.json()['id']}/events").text
        assert '"status":"DONE"' in events
        return time.perf_counter() - began


async def own_call_secs() -> float:
    """Seconds of faster-whisper's own call on the same file, on a warm model."""
    whisper = LocalWhisper(Settings())
    await asyncio.to_thread(whisper.loaded)
    audio = probe(MONOLOGUE)
    return min([_timed(whisper, audio) for _ in range(RUNS + 1)][1:])


def _timed(whisper: LocalWhisper, audio: AudioFile) -> float:
    began = time.perf_counter()
    own_call(whisper, audio, prompt=verbatim_prompt("en"))
    return time.perf_counter() - began


def peak_mb(process: int) -> float:
    """The most memory that a process held, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
