"""What routes depend on: the services, and who is asking."""

from typing import Annotated

from fastapi import Depends, Request

from speaking.addresses import is_loopback
from speaking.errors import SessionNotFound, Unauthorized
from speaking.people import repository as people
from speaking.people.repository import LOCAL_LEARNER
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.wording import refusals


async def get_services(request: Request) -> Services:
    """The services of this app."""
    services: Services = request.app.state.services
    return services


ServicesOf = Annotated[Services, Depends(get_services)]


async def get_identity(request: Request, services: ServicesOf) -> str:
    """The external id of the person asking: who signed in, or this machine's one local learner.

    Raises:
        Unauthorized: Nobody has signed in or, if sign-in is off, the request comes from another machine and
            ALLOW_INSECURE is not set.
    """
    if services.settings.auth_client_id is not None:
        identity: str | None = request.session.get("identity")
        if identity is None:
            raise Unauthorized
        return identity
    host = request.client.host if request.client else ""
    if not is_loopback(host) and not services.settings.allow_insecure:
        raise Unauthorized(refusals.OTHER_MACHINE)
    return LOCAL_LEARNER


Identity = Annotated[str, Depends(get_identity)]


async def get_learner(services: ServicesOf, identity: Identity) -> str:
    """The id of the learner who is asking, empty before the first recording: nothing is stored under it."""
    async with services.database.reading() as reading:
        return await people.find_user(reading, identity) or ""


async def get_registered_learner(services: ServicesOf, identity: Identity) -> str:
    """The id of the learner who is asking, registered now if this is the first visit."""
    async with services.database.transaction() as transaction:
        return await people.ensure_user(transaction, identity)


Learner = Annotated[str, Depends(get_learner)]
RegisteredLearner = Annotated[str, Depends(get_registered_learner)]


async def get_own_session(session_id: str, services: ServicesOf, learner: Learner) -> SpeakingSession:
    """The session that the address names.

    Raises:
        SessionNotFound: There is no such session, or it is another learner's.
    """
    async with services.database.reading() as reading:
        session = await sessions.find(reading, session_id, learner)
    if session is None:
        raise SessionNotFound
    return session


OwnSession = Annotated[SpeakingSession, Depends(get_own_session)]
