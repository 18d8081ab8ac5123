"""Audio storages for the service under torture: a folder, and a bucket of an S3 service on loopback."""

import itertools
import os
import time
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import boto3
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends

from support.fixtures_s3 import ACCESS_KEY, SECRET_KEY

PARTITION = "aws"
_numbers = itertools.count()


class AudioStorage(Protocol):
    """What is kept of the learner's voice, seen from outside."""

    environment: dict[str, str]

    def kept(self) -> list[str]:
        """Every recording there is."""

    def age(self, secs: float) -> None:
        """Make every recording older."""


class Folder:
    """The service's own folder."""

    def __init__(self, data_dir: Path) -> None:
        self.environment: dict[str, str] = {}
        self._root = data_dir / "audio"

    def kept(self) -> list[str]:
        return [str(path.relative_to(self._root)) for path in self._files()]

    def age(self, secs: float) -> None:
        for path in self._files():
            os.utime(path, (time.time() - secs,) * 2)

    def _files(self) -> list[Path]:
        return [path for path in self._root.rglob("*") if path.is_file()]


class Bucket:
    """A bucket of an S3 service, which runs in this process so that its objects can be made to age."""

    def __init__(self, url: str) -> None:
        self._name = f"recordings-{next(_numbers)}"
        self._client = _client(url)
        self._client.create_bucket(Bucket=self._name)
        self.environment = {
            "R2_ENDPOINT": url,
            "R2_BUCKET_NAME": self._name,
            "R2_ACCESS_KEY_ID": ACCESS_KEY,
            "R2_SECRET_ACCESS_KEY": SECRET_KEY,
        }

    def kept(self) -> list[str]:
        found = self._client.list_objects_v2(Bucket=self._name)
        return [each["Key"] for each in found.get("Contents", [])]

    def age(self, secs: float) -> None:
        objects = s3_backends[DEFAULT_ACCOUNT_ID][PARTITION].buckets[self._name].keys
        for each in list(objects.values()):
            each.last_modified -= timedelta(seconds=secs)


@cache
def _client(url: str) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
    return boto3.client(
        "s3",
        endpoint_url=url,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        region_name="us-east-1",
    )
