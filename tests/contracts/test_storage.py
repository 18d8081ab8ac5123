"""Every storage keeps recordings whole, apart and only as long as asked, and says clearly what is wrong."""

import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from speaking.audio import STORAGES, Storage
from speaking.audio.audio_keys import audio_key
from speaking.audio.storage import folder_storage, s3_storage
from speaking.errors import AudioMissing, ConfigurationError, MissingSetting, StorageUnavailable
from speaking.settings import Settings
from support.disk import small_disk
from support.fixtures_s3 import ACCESS_KEY, SECRET_KEY, s3_client, s3_settings, s3_url
from support.vendors import Answer, Normal, Request, ResetAtOnce, ResetInBody, StandIn, Status

__all__ = ["s3_client", "s3_settings", "s3_url"]

KEY = "sessions/learner/session/audio.webm"
MULTIPART_BYTES = 12 * 1024 * 1024
"""More than two parts of the smallest size that S3 takes."""


@pytest.fixture(params=sorted(STORAGES.ours()))
def storage(request: pytest.FixtureRequest, settings: Settings) -> Storage:
    fitting = request.getfixturevalue("s3_settings") if request.param == "s3" else settings
    return STORAGES.ours()[request.param].make(fitting)


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "source"
    path.write_bytes(content)
    return path


async def keys(storage: Storage, prefix: str = "sessions") -> set[str]:
    return {stored.key async for stored in storage.list(prefix)}


@pytest.mark.parametrize("size", [1, 1000, MULTIPART_BYTES])
async def test_what_was_put_is_downloaded(storage: Storage, tmp_path: Path, size: int) -> None:
    """A recording comes back byte for byte, small or in many parts."""
    content = os.urandom(size)
    await storage.put(KEY, a_file(tmp_path, content), "audio/webm")
    await storage.download(KEY, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == content
    assert await storage.size(KEY) == size


@pytest.mark.parametrize("size", [0, 1000])
async def test_what_is_downloaded_is_for_us_alone(storage: Storage, tmp_path: Path, size: int) -> None:
    """A learner's voice lies in a folder that other users of the machine may read."""
    await storage.put(KEY, a_file(tmp_path, bytes(size)), "audio/webm")
    await storage.download(KEY, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


async def test_a_second_put_replaces_the_first(storage: Storage, tmp_path: Path) -> None:
    """Uploading again under the same key leaves the later recording only."""
    await storage.put(KEY, a_file(tmp_path, b"first"), "audio/webm")
    await storage.put(KEY, a_file(tmp_path, b"second"), "audio/webm")
    await storage.download(KEY, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"second"
    assert await keys(storage) == {KEY}


async def test_deleting_is_idempotent(storage: Storage, tmp_path: Path) -> None:
    """A deleted recording is gone, and deleting it again is no error."""
    await storage.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    await storage.delete(KEY)
    await storage.delete(KEY)
    assert await keys(storage) == set()


async def test_what_is_missing_has_its_own_error(storage: Storage, tmp_path: Path) -> None:
    """A recording that is gone is a lasting error, and no empty file is left in its place."""
    with pytest.raises(AudioMissing) as missing:
        await storage.download(KEY, tmp_path / "copy")
    assert not missing.value.retryable
    assert not (tmp_path / "copy").exists()
    with pytest.raises(AudioMissing):
        await storage.size(KEY)


async def test_list_tells_keys_sizes_and_times(storage: Storage, tmp_path: Path) -> None:
    """The sweep sees every recording below a prefix with its size and age, and no other."""
    source = a_file(tmp_path, b"voice")
    for key in ("sessions/a/1/audio.webm", "sessions/a/2/audio.mp4", "sessions/b/3/audio.ogg", "else/x"):
        await storage.put(key, source, "audio/webm")
    stored = [each async for each in storage.list("sessions/")]
    assert {each.key for each in stored} == {
        "sessions/a/1/audio.webm",
        "sessions/a/2/audio.mp4",
        "sessions/b/3/audio.ogg",
    }
    assert {each.size for each in stored} == {5}
    assert all(abs(datetime.now(UTC) - each.last_modified) < timedelta(minutes=1) for each in stored)
    assert await keys(storage, "sessions/a") == {"sessions/a/1/audio.webm", "sessions/a/2/audio.mp4"}
    assert await keys(storage, "nothing") == set()


async def test_many_sessions_at_once(storage: Storage, tmp_path: Path) -> None:
    """Puts, downloads and deletes of many sessions do not disturb each other."""

    async def session(number: int) -> bytes:
        key = audio_key("learner", str(number), "webm")
        source = tmp_path / f"source-{number}"
        source.write_bytes(str(number).encode() * 1000)
        await storage.put(key, source, "audio/webm")
        copy = tmp_path / f"copy-{number}"
        await storage.download(key, copy)
        await storage.delete(key)
        return copy.read_bytes()

    assert await asyncio.gather(*map(session, range(12))) == [str(n).encode() * 1000 for n in range(12)]
    assert await keys(storage) == set()


async def test_keys_cannot_leave_the_storage(storage: Storage, tmp_path: Path) -> None:
    """A key with a step upwards is refused and writes nothing."""
    with pytest.raises(ValueError, match=r"\.\."):
        await storage.put("sessions/../../escaped", a_file(tmp_path, b"x"), "audio/webm")
    assert not [found for _, _, found in os.walk(tmp_path) if "escaped" in found]


@pytest.mark.parametrize("key", ["", "sessions//x", "../up", "sessions/./x", "a\nb", "https://a.example/b"])
async def test_nothing_is_under_a_key_that_cannot_be(storage: Storage, tmp_path: Path, key: str) -> None:
    """Another version of the app may have noted anything: it is missing, and deleted already."""
    with pytest.raises(AudioMissing):
        await storage.download(key, tmp_path / "copy")
    with pytest.raises(AudioMissing):
        await storage.size(key)
    await storage.delete(key)


def test_keys_tell_learner_and_session() -> None:
    """The key is the one that the database holds."""
    assert audio_key("u1", "s1", "webm") == "sessions/u1/s1/audio.webm"


async def test_a_folder_keeps_no_empty_folders(tmp_path: Path) -> None:
    """Deleting a learner's last recording leaves no trace of the learner."""
    storage = folder_storage(tmp_path / "objects")
    await storage.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    await storage.delete(KEY)
    assert list((tmp_path / "objects").iterdir()) == []


async def test_a_folder_cannot_presign(tmp_path: Path) -> None:
    """Direct uploads need a bucket; the message names the setting."""
    with pytest.raises(ConfigurationError, match="R2_BUCKET_NAME"):
        await folder_storage(tmp_path / "objects").presign_put(KEY, expires_in=timedelta(minutes=5))


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    """A file in the folder's place is told in one sentence."""
    a_file(tmp_path, b"in the way")
    with pytest.raises(StorageUnavailable, match="cannot be written"):
        folder_storage(tmp_path / "source" / "objects")


async def test_a_full_disk_leaves_no_half_object(tmp_path: Path) -> None:
    """When the disk fills up during a put, the message says so and nothing is stored."""
    storage = folder_storage(tmp_path / "objects")
    source = a_file(tmp_path, os.urandom(MULTIPART_BYTES))
    with (
        small_disk(MULTIPART_BYTES // 3),
        pytest.raises(StorageUnavailable, match="disk for recordings is full") as full,
    ):
        await storage.put(KEY, source, "audio/webm")
    assert full.value.retryable
    assert not [path for path in (tmp_path / "objects").rglob("*") if path.is_file()]


async def test_a_full_disk_leaves_no_half_download(storage: Storage, tmp_path: Path) -> None:
    """When there is no room for the local copy, no half of it stays."""
    await storage.put(KEY, a_file(tmp_path, os.urandom(MULTIPART_BYTES)), "audio/webm")
    with (
        small_disk(MULTIPART_BYTES // 3),
        pytest.raises(StorageUnavailable, match="disk for recordings is full"),
    ):
        await storage.download(KEY, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def killed_in_mid_put(root: Path, key: str) -> Path:
    """The file that a process leaves when it is killed while it stores an object."""
    dying = f"""
import obstore, os, signal
def content():
    for _ in range(3):
        yield bytes(6_000_000)
    os.kill(os.getpid(), signal.SIGKILL)
obstore.put(obstore.store.LocalStore({str(root)!r}), {key!r}, content())
"""
    before = set(root.rglob("*"))
    process = subprocess.run([sys.executable, "-c", dying], check=False)  # noqa: S603 - our own lines
    assert process.returncode == -signal.SIGKILL
    (left,) = [path for path in set(root.rglob("*")) - before if path.is_file()]
    return left


async def test_leftovers_of_a_killed_put_are_swept(tmp_path: Path) -> None:
    """A half-written file is never listed, and goes once it is old; finished and fresh files stay."""
    storage = folder_storage(tmp_path / "objects")
    await storage.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    fresh = await asyncio.to_thread(killed_in_mid_put, tmp_path / "objects", "sessions/b/fresh/audio.webm")
    old = await asyncio.to_thread(killed_in_mid_put, tmp_path / "objects", "sessions/b/old/audio.webm")
    for path in (old, old.parent):
        os.utime(path, (time.time() - 7200, time.time() - 7200))
    assert await keys(storage) == {KEY}
    assert await storage.sweep_leftovers(older_than=timedelta(hours=1)) == 1
    assert (fresh.exists(), old.exists()) == (True, False)
    assert await keys(storage) == {KEY}


async def test_nothing_is_left_to_sweep_in_a_bucket(s3_settings: Settings) -> None:
    """A bucket ends unfinished uploads by its own rule."""
    assert await s3_storage(s3_settings).sweep_leftovers(older_than=timedelta(0)) == 0


async def test_s3_keeps_the_content_type(
    s3_settings: Settings,
    s3_client: Any,  # noqa: ANN401 - boto3 makes its classes at run time
    tmp_path: Path,
) -> None:
    """Whoever looks into the bucket sees what kind of audio it is."""
    await s3_storage(s3_settings).put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    assert s3_client.head_object(Bucket=s3_settings.r2_bucket_name, Key=KEY)["ContentType"] == "audio/webm"


async def test_a_presigned_url_takes_an_upload(s3_settings: Settings) -> None:
    """A browser that has only the URL can put the recording where the session expects it."""
    storage = s3_storage(s3_settings)
    url = await storage.presign_put(KEY, expires_in=timedelta(minutes=5))
    upload = urllib.request.Request(url, data=b"voice", method="PUT", headers={"Content-Type": "audio/webm"})  # noqa: S310 - the URL is our own server's
    await asyncio.to_thread(lambda: urllib.request.urlopen(upload).close())  # noqa: S310 - as above
    assert await storage.size(KEY) == 5
    assert "X-Amz-Expires=300" in url


async def test_an_aws_environment_does_not_redirect_recordings(
    s3_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables meant for other programs send no learner's voice elsewhere."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "another account's")
    monkeypatch.setenv("AWS_SKIP_SIGNATURE", "true")
    storage = s3_storage(s3_settings)
    await storage.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    url = await storage.presign_put(KEY, expires_in=timedelta(minutes=5))
    assert "X-Amz-Signature" in url
    assert "Security-Token" not in url


@pytest.mark.parametrize("name", ["r2_bucket_name", "r2_access_key_id", "r2_secret_access_key"])
def test_a_missing_r2_setting_is_named(s3_settings: Settings, name: str) -> None:
    """Half a configuration says which variable is missing."""
    with pytest.raises(MissingSetting, match=name.upper()):
        s3_storage(s3_settings.model_copy(update={name: None}))


def test_the_account_or_an_endpoint_is_needed(s3_settings: Settings) -> None:
    """Without an endpoint the account's own is used, and one of them must be there."""
    with pytest.raises(MissingSetting, match="R2_ACCOUNT_ID"):
        s3_storage(s3_settings.model_copy(update={"r2_endpoint": None}))


@pytest.mark.parametrize(
    ("settings", "address", "region"),
    [
        ({"r2_account_id": "abc"}, "https://abc.r2.cloudflarestorage.com/bucket/k?", "auto"),
        ({"r2_endpoint": "https://abc.eu.r2.cloudflarestorage.com/"}, "https://abc.eu.r2", "auto"),
        ({"r2_endpoint": "https://s3.eu-central-1.amazonaws.com"}, "https://s3.eu-central-1", "eu-central-1"),
        ({"r2_endpoint": "http://127.0.0.1:9000"}, "http://127.0.0.1:9000/bucket/k?", "us-east-1"),
    ],
    ids=["R2", "R2 in the EU", "AWS", "MinIO"],
)
async def test_address_and_region_follow_the_service(
    settings: dict[str, str], address: str, region: str
) -> None:
    """R2's address comes from the account, any other S3 service's from R2_ENDPOINT; the region fits it."""
    keys = {"r2_access_key_id": "k", "r2_secret_access_key": "s"}
    storage = s3_storage(Settings.model_validate({"r2_bucket_name": "bucket", **keys, **settings}))
    url = await storage.presign_put("k", expires_in=timedelta(minutes=1))
    assert url.startswith(address)
    assert f"%2F{region}%2Fs3%2F" in url


async def test_a_missing_bucket_is_a_configuration_error(s3_settings: Settings, tmp_path: Path) -> None:
    """A wrong bucket name is not taken for a missing recording."""
    storage = s3_storage(s3_settings.model_copy(update={"r2_bucket_name": "nowhere"}))
    with pytest.raises(ConfigurationError, match="R2_BUCKET_NAME"):
        await storage.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    with pytest.raises(ConfigurationError, match="R2_BUCKET_NAME"):
        await storage.download(KEY, tmp_path / "copy")
    with pytest.raises(ConfigurationError, match="R2_BUCKET_NAME"):
        await keys(storage)
    with pytest.raises(ConfigurationError, match="R2_BUCKET_NAME"):
        await storage.check()


class Bucket(StandIn):
    """An S3 service with one object, for what a healthy one never does."""

    content = b"voice" * 100_000

    def answer(self, request: Request) -> Answer:
        headers = {"ETag": '"1"', "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}
        asked = request.headers.get("Range")
        if not asked:
            return Answer(200, self.content, headers)
        start = int(asked.removeprefix("bytes=").split("-")[0])
        headers["Content-Range"] = f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"
        return Answer(206, self.content[start:], headers)


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with Bucket() as bucket:
        yield bucket


@pytest.fixture
def faulty(bucket: Bucket) -> Storage:
    return s3_storage(
        Settings(
            r2_endpoint=bucket.url,
            r2_bucket_name="bucket",
            r2_access_key_id=SecretStr(ACCESS_KEY),
            r2_secret_access_key=SecretStr(SECRET_KEY),
        )
    )


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((401, "Unauthorized"), ConfigurationError),
        ((403, "SignatureDoesNotMatch"), ConfigurationError),
        ((400, "InvalidArgument"), ConfigurationError),
        ((400, "RequestTimeout"), StorageUnavailable),
        ((408, "RequestTimeout"), StorageUnavailable),
        ((409, "OperationAborted"), StorageUnavailable),
        ((429, "TooManyRequests"), StorageUnavailable),
        ((500, "InternalError"), StorageUnavailable),
        ((503, "SlowDown"), StorageUnavailable),
    ],
)
async def test_answers_of_s3_are_told_apart(
    bucket: Bucket, faulty: Storage, tmp_path: Path, answer: tuple[int, str], error: type[Exception]
) -> None:
    """What passes is retryable, what an operator must mend is not, and the service's words stay inside."""
    status, code = answer
    body = f"<Error><Code>{code}</Code><Message>words of the provider</Message></Error>".encode()
    bucket.always(Status(status, body))
    with pytest.raises(error) as raised:
        await faulty.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    assert "words of the provider" not in str(raised.value)
    assert raised.value.__cause__ is not None


async def test_a_server_error_is_tried_three_times(bucket: Bucket, faulty: Storage, tmp_path: Path) -> None:
    """One call is at most three requests; what lasts longer is for the queue."""
    bucket.always(Status(503))
    with pytest.raises(StorageUnavailable):
        await faulty.put(KEY, a_file(tmp_path, b"voice"), "audio/webm")
    assert len(bucket.requests) == 3


async def test_a_dropped_connection_is_tried_again(bucket: Bucket, faulty: Storage, tmp_path: Path) -> None:
    """A connection that breaks once costs nobody a recording."""
    bucket.script(ResetAtOnce(), Normal())
    await faulty.download(KEY, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == Bucket.content


async def test_a_break_in_mid_body_is_resumed(bucket: Bucket, faulty: Storage, tmp_path: Path) -> None:
    """A download that breaks off goes on where it stopped and is whole in the end."""
    bucket.script(ResetInBody(), Normal())
    await faulty.download(KEY, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == Bucket.content


async def test_a_download_that_keeps_breaking_leaves_nothing(
    bucket: Bucket, faulty: Storage, tmp_path: Path
) -> None:
    """After the last try the error is passing and no half recording lies about."""
    bucket.always(ResetInBody())
    with pytest.raises(StorageUnavailable):
        await faulty.download(KEY, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


async def test_nobody_at_the_endpoint_is_passing(bucket: Bucket, faulty: Storage, tmp_path: Path) -> None:
    """A service that is down is tried again later."""
    bucket.close()
    with pytest.raises(StorageUnavailable):
        await faulty.size(KEY)
