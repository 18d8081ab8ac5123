"""A real S3 service for tests: one server per run, a new bucket for each test.

Use it with `pytest_plugins = ["fixtures_s3"]` in the top conftest, or by importing both fixtures into one.
"""

import itertools
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer
from pydantic import SecretStr

from speaking.settings import Settings

ACCESS_KEY = "test-access-key"
SECRET_KEY = "test-secret-key"
_numbers = itertools.count()


@contextmanager
def s3_service() -> Iterator[str]:
    """The address of an S3 service on loopback, while the block runs."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="session")
def s3_url() -> Iterator[str]:
    """The address of an S3 service on loopback."""
    with s3_service() as url:
        yield url


@pytest.fixture(scope="session")
def s3_client(s3_url: str) -> Iterator[Any]:
    """The official client of that service, to inspect it from outside."""
    client = boto3.client(
        "s3",
        endpoint_url=s3_url,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        region_name="us-east-1",
    )
    yield client
    client.close()


@pytest.fixture
def s3_settings(s3_url: str, s3_client: Any) -> Settings:  # noqa: ANN401 - boto3 creates its classes at run time
    """Settings that choose a new bucket of that service."""
    bucket = f"recordings-{next(_numbers)}"
    s3_client.create_bucket(Bucket=bucket)
    return Settings(
        r2_endpoint=s3_url,
        r2_bucket_name=bucket,
        r2_access_key_id=SecretStr(ACCESS_KEY),
        r2_secret_access_key=SecretStr(SECRET_KEY),
    )
