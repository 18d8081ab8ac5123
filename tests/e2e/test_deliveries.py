"""`speaking serve --workers 2`, as it runs behind QStash: deliveries go to whichever process is free."""

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager

import httpx

from support.limits import starts_processes
from support.patience import patience_secs
from support.serving import SPEAKING, free_port, wait_until_ready
from support.vendors import NO_TLS, Hold
from support.world import World, assert_done_once

pytestmark = starts_processes

PATH = "/api/internal/process"
AT_ONCE = 8


@contextmanager
def serving(world: World) -> Iterator[str]:
    """Two serving processes with the deployment's environment; their address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(SPEAKING), "serve", "--port", str(port), "--workers", "2"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, env={**os.environ, **world.environment, "APP_URL": address}
    )
    try:
        wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(patience_secs())


def deliver(world: World, address: str, body: bytes) -> int:
    """One signed delivery on a connection of its own; the status of its answer."""
    headers = {"Upstash-Signature": world.qstash.sign(address + PATH, body)}
    return httpx.post(
        address + PATH, content=body, headers=headers, timeout=patience_secs(), verify=NO_TLS
    ).status_code


def test_one_delivery_of_many_works(world: World) -> None:
    """Of eight deliveries at once one works and seven are told to come back: one transcription is paid."""
    hold = Hold()
    world.whisper.script(hold)
    session_id = world.record()
    [message] = world.qstash.messages
    with serving(world) as address, ThreadPoolExecutor(AT_ONCE) as pool:
        deliveries = [pool.submit(deliver, world, address, message.body) for _ in range(AT_ONCE)]
        hold.wait_until_reached()
        answered = as_completed(deliveries, timeout=patience_secs())
        statuses = [next(answered).result() for _ in range(AT_ONCE - 1)]
        hold.release()
        statuses.append(next(answered).result())
    assert statuses == [409] * (AT_ONCE - 1) + [200]
    assert_done_once(world, session_id)
    assert len(world.whisper.requests) == 1
