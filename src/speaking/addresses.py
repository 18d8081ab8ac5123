"""Addresses in the settings: each problem is one sentence that says what to write instead."""

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def is_on_this_machine(address: str) -> bool:
    """Whether only this machine can reach a web address."""
    return is_loopback(urlsplit(address).hostname or "")


def is_loopback(host: str) -> bool:
    """Whether a host, given by name or address, is this machine as only it can reach it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _service(address: str) -> str:
    """An address of a web service, without white space and slashes around it."""
    address = address.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise ValueError(f"{address!r} is not an address: its host or port is wrong") from error
    if parts.scheme not in {"http", "https"} or not host or port == 0:
        raise ValueError(f"{address!r} is not a web address: it must begin with https:// or http://")
    if any(character.isspace() for character in address):
        raise ValueError(f"{address!r} has a blank in it")
    return address


def _origin(address: str) -> str:
    address = _service(address)
    parts = urlsplit(address)
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        raise ValueError(f"{address!r} must end after the host, as in {origin!r}")
    return address


ServiceAddress = Annotated[str, AfterValidator(_service)]
"""Where another service is, possibly under a path."""

Origin = Annotated[str, AfterValidator(_origin)]
"""Scheme and host, with a port if it is not the usual one, and nothing after it."""
