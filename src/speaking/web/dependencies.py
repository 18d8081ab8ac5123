"""What routes ask for: the services, and who is asking."""

from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Request

from speaking.errors import Unauthorized
from speaking.repository import people
from speaking.repository.people import LOCAL_LEARNER
from speaking.services import Services


def get_services(request: Request) -> Services:
    """The services of this app."""
    services: Services = request.app.state.services
    return services


def get_identity(request: Request) -> str:
    """The external id of whoever is asking: the one local learner, on this machine alone.

    Raises:
        Unauthorized: The request comes from another machine.
    """
    host = request.client.host if request.client else ""
    if not _is_loopback(host):
        raise Unauthorized("This app serves the learner at its own machine only.")
    return LOCAL_LEARNER


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


ServicesOf = Annotated[Services, Depends(get_services)]
Identity = Annotated[str, Depends(get_identity)]


async def get_learner(services: ServicesOf, identity: Identity) -> str | None:
    """The id of the learner who is asking, None before the first recording."""
    async with services.database.reading() as reading:
        return await people.find_user(reading, identity)


async def get_registered_learner(services: ServicesOf, identity: Identity) -> str:
    """The id of the learner who is asking, registered now where this is the first visit."""
    async with services.database.transaction() as transaction:
        return await people.ensure_user(transaction, identity)


Learner = Annotated[str | None, Depends(get_learner)]
RegisteredLearner = Annotated[str, Depends(get_registered_learner)]
