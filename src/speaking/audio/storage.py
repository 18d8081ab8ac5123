"""Audio objects in a folder or any S3 service, with keys like `sessions/{userId}/{sessionId}/audio.webm`.

Both come from one library, so one class reads and writes; they differ in what an error means.
"""

import asyncio
import os
import re
import tempfile
import time
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from errno import EACCES, EDQUOT, EEXIST, EFBIG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, S3Store

from speaking.audio import Storage, StorageDescription, StoredObject
from speaking.audio.audio_keys import is_possible
from speaking.disk import is_nearly_full
from speaking.errors import AudioMissing, ConfigurationError, SpeakingError, StorageUnavailable
from speaking.sdk_errors import passes, translated
from speaking.settings import Settings

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Credential

Store = TypeVar("Store", bound=LocalStore | S3Store)

_PART_BYTES = 5 * 1024 * 1024
"""The smallest part that S3 accepts, https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html."""
_PARTS_AT_ONCE = 2
_CHUNK_BYTES = 1024 * 1024
_DOWNLOADS_AT_ONCE = 4
"""A download takes about 1.2 MB of memory; without a limit, each waiting session would take that much."""

# A retry here covers a dropped connection. Whatever lasts longer is for the queue, which waits minutes
# between its deliveries, so that the two counts do not multiply into a storm.
_RETRIES: "RetryConfig" = {
    "max_retries": 2,
    "retry_timeout": timedelta(seconds=30),
    "backoff": {"init_backoff": timedelta(milliseconds=200), "max_backoff": timedelta(seconds=2), "base": 2},
}
_CONNECT_TIMEOUT = timedelta(seconds=5)
_READ_TIMEOUT = timedelta(seconds=20)
_TRANSFER_TIMEOUT = timedelta(minutes=5)

_CHECKED_KEY = "sessions/none/none/audio.webm"

_STAGED = re.compile(r"#\d+$")
_OS_ERROR = re.compile(r"\(os error (\d+)\)")
_STATUS = re.compile(r"status code: ([45]\d\d)")
_PASSING_CODES = ("RequestTimeout<", "IncompleteBody<")
"""S3 answers these with 400 although they pass,
https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html."""


def folder_storage(path: Path) -> Storage:
    """Objects as files in a folder, created if missing; raises StorageUnavailable if it cannot be used."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        return _FolderStorage(LocalStore(path, automatic_cleanup=True), path)
    except OSError as error:
        raise _disk_error(error.errno) from error


def s3_storage(settings: Settings) -> Storage:
    """Objects in a bucket of Cloudflare R2, or of any S3 service at R2_ENDPOINT; may raise MissingSetting."""
    bucket, key_id, secret = S3.required(settings)
    endpoint = _endpoint(settings) or settings.require("r2_account_id", enables=S3.enables)
    credential: S3Credential = {"access_key_id": key_id, "secret_access_key": secret, "expires_at": None}
    options: ClientConfig = {
        "allow_http": endpoint.startswith("http://"),
        "connect_timeout": _CONNECT_TIMEOUT,
        "read_timeout": _READ_TIMEOUT,
        "timeout": _TRANSFER_TIMEOUT,
        "pool_max_idle_per_host": str(_DOWNLOADS_AT_ONCE),
    }
    store = S3Store(
        bucket,
        endpoint=endpoint,
        # The library also reads AWS_* variables; these four keep another program's out of our requests.
        aws_endpoint_url_s3=endpoint,
        region=_region(endpoint),
        credential_provider=lambda: credential,
        skip_signature=False,
        virtual_hosted_style_request=False,
        disable_bulk_delete=True,
        client_options=options,
        retry_config=_RETRIES,
    )
    return _S3Storage(store)


def _origin(settings: Settings) -> str | None:
    endpoint = _endpoint(settings)
    if endpoint is None:
        return None
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def _endpoint(settings: Settings) -> str | None:
    if settings.r2_endpoint:
        return settings.r2_endpoint.rstrip("/")
    if settings.r2_account_id:
        return f"https://{settings.r2_account_id}.r2.cloudflarestorage.com"
    return None


def _region(endpoint: str) -> str:
    """The region named by a host such as s3.eu-central-1.amazonaws.com; R2's is "auto".

    https://developers.cloudflare.com/r2/api/s3/api/#bucket-region
    """
    host = urlsplit(endpoint).hostname or ""
    named = re.match(r"s3[.-]([a-z]+-[a-z-]+-\d+)\.", host)
    if named:
        return named[1]
    return "auto" if host.endswith(".r2.cloudflarestorage.com") else "us-east-1"


FOLDER = StorageDescription(make=lambda settings: folder_storage(settings.data_dir / "audio"))

S3 = StorageDescription(
    make=s3_storage,
    chosen_by=("r2_bucket_name", "r2_account_id", "r2_endpoint"),
    needs=("r2_bucket_name", "r2_access_key_id", "r2_secret_access_key"),
    enables="storing recordings in R2",
    origin=_origin,
)


class _ObjectStorage(Storage, Generic[Store]):
    def __init__(self, store: Store) -> None:
        self._store = store
        self._downloading = asyncio.Semaphore(_DOWNLOADS_AT_ONCE)

    async def put(self, key: str, path: Path, content_type: str) -> None:
        if not is_possible(key):
            raise ValueError(f"No recording is stored under a key like {key!r}.")
        with self.border():
            await obstore.put_async(
                self._store,
                key,
                path,
                # A file has no type; its key's extension shows it.
                attributes={"Content-Type": content_type} if isinstance(self._store, S3Store) else None,
                chunk_size=_PART_BYTES,
                max_concurrency=_PARTS_AT_ONCE,
            )

    async def download(self, key: str, to: Path) -> None:
        _check_key(key)
        async with self._downloading:
            with self.border(), _removed_on_failure(to):
                found = await obstore.get_async(self._store, key)
                mode: Literal["wb", "ab"] = "wb"
                if not found.meta["size"]:
                    await asyncio.to_thread(_write, to, mode, b"")
                async for chunk in found.stream(_CHUNK_BYTES):
                    await asyncio.to_thread(_write, to, mode, chunk)
                    mode = "ab"

    async def delete(self, key: str) -> None:
        with suppress(AudioMissing):
            _check_key(key)
            with self.border():
                await obstore.delete_async(self._store, key)

    async def size(self, key: str) -> int:
        _check_key(key)
        with self.border():
            return (await obstore.head_async(self._store, key))["size"]

    async def rename(self, key: str, to: str) -> None:
        _check_key(key)
        with self.border():
            await obstore.rename_async(self._store, key, to)

    @abstractmethod
    async def check(self) -> None: ...

    async def list(self, prefix: str) -> AsyncIterator[StoredObject]:
        with self.border():
            async for found in obstore.list(self._store, prefix):
                for each in found:
                    yield StoredObject(each["path"], each["size"], each["last_modified"])

    def border(self) -> AbstractContextManager[None]:
        """Wraps calls to the library, and writes to the disk of what it reads."""
        return translated(self.meaning, unknown=StorageUnavailable)

    @abstractmethod
    def meaning(self, error: Exception) -> SpeakingError | None:
        """Our error for an error of the library or the disk; None if it is unknown."""


class _FolderStorage(_ObjectStorage[LocalStore]):
    def __init__(self, store: LocalStore, root: Path) -> None:
        super().__init__(store)
        self._root = root

    async def presign_put(self, key: str, *, expires_in: timedelta) -> str:
        del key, expires_in
        raise ConfigurationError(
            "Recordings are stored in a local folder, so browsers cannot upload them directly. "
            "For direct uploads, set R2_BUCKET_NAME and the other R2 settings."
        )

    async def check(self) -> None:
        with self.border():
            await asyncio.to_thread(_prove_room, self._root)

    async def sweep_leftovers(self, *, older_than: timedelta) -> int:
        before = time.time() - older_than.total_seconds()
        with self.border():
            return await asyncio.to_thread(_remove_staged, self._root, before)

    def meaning(self, error: Exception) -> SpeakingError | None:
        if isinstance(error, OSError) and error.errno:
            return _disk_error(error.errno)
        if isinstance(error, FileNotFoundError):
            # A missing folder may be a disk that returns, with every recording on it.
            return AudioMissing() if self._root.is_dir() else _disk_error(ENOENT)
        told = _OS_ERROR.search(str(error))
        return _disk_error(int(told[1])) if told else None


class _S3Storage(_ObjectStorage[S3Store]):
    async def presign_put(self, key: str, *, expires_in: timedelta) -> str:
        with self.border():
            return await obstore.sign_async(self._store, "PUT", key, expires_in)

    async def check(self) -> None:
        # Only the answer to a GET has a body, which says whether the object or the whole bucket is missing.
        with suppress(AudioMissing), self.border():
            await obstore.get_async(self._store, _CHECKED_KEY)

    async def sweep_leftovers(self, *, older_than: timedelta) -> int:
        """Nothing: the bucket's own lifecycle rule aborts unfinished uploads, R2's after seven days.

        https://developers.cloudflare.com/r2/buckets/object-lifecycles/
        """
        del older_than
        return 0

    def meaning(self, error: Exception) -> SpeakingError | None:
        if isinstance(error, OSError) and error.errno:
            return _disk_error(error.errno)
        words = str(error)
        if "NoSuchBucket" in words:
            return ConfigurationError("The storage bucket does not exist. Check R2_BUCKET_NAME.")
        if isinstance(error, FileNotFoundError):
            return AudioMissing()
        status = _STATUS.search(words)
        refused = isinstance(error, PermissionDeniedError | UnauthenticatedError) or (
            status is not None and not passes(int(status[1]))
        )
        if refused and not any(code in words for code in _PASSING_CODES):
            return ConfigurationError(
                "The storage service refuses our requests. Check R2_ENDPOINT or R2_ACCOUNT_ID, "
                "R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY, and the key's permissions for R2_BUCKET_NAME."
            )
        return None


def _check_key(key: str) -> None:
    if not is_possible(key):
        raise AudioMissing  # another version may have stored a key that no object can have


def _disk_error(number: int | None) -> StorageUnavailable:
    if number in (ENOSPC, EDQUOT, EFBIG):
        return StorageUnavailable(
            "The disk for recordings is full. Please keep yours and try again in a few minutes."
        )
    if number in (EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EEXIST):
        return StorageUnavailable(
            "The folder for recordings cannot be written to. Please keep yours and tell the operator."
        )
    return StorageUnavailable()


def _write(path: Path, mode: Literal["wb", "ab"], chunk: bytes) -> None:
    with open(path, mode, opener=_for_us_alone) as file:
        file.write(chunk)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _prove_room(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"sound")
        file.flush()
    if is_nearly_full(folder):
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def _remove_staged(root: Path, before: float) -> int:
    removed = 0
    # In reverse, a folder comes after what is in it.
    for path in sorted(root.rglob("*"), reverse=True):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime > before:
                continue
            if path.is_dir():
                with suppress(OSError):
                    path.rmdir()
            elif _STAGED.search(path.name):
                path.unlink()
                removed += 1
    return removed
