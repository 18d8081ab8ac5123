"""Retrying a failed session because a person asked for it."""

from dataclasses import dataclass

from speaking.db.database import Database
from speaking.errors import InvalidState, SessionNotFound
from speaking.intake.acceptance import Intake
from speaking.processing import attempts
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from speaking.wording import refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """Gives failed sessions another round of attempts."""

    database: Database
    intake: Intake

    async def retry(self, session_id: str, user_id: str) -> None:
        """Make a learner's own failed session UPLOADED again and announce it.

        Raises:
            SessionNotFound: There is no such session, or it is another learner's.
            InvalidState: It has not failed, or neither its transcript nor its audio exists any more.
        """
        async with self.database.transaction() as transaction:
            await sessions.lock(transaction, session_id)
            detail = await sessions.detail(transaction, session_id, user_id)
            if detail is None:
                raise SessionNotFound
            if detail.session.status is not SessionStatus.FAILED:
                raise InvalidState(refusals.NOT_FAILED)
            if not detail.can_go_on:
                raise InvalidState(refusals.RECORDING_GONE)
            await sessions.move(transaction, session_id, SessionStatus.UPLOADED, error_message=None)
            await attempts.start_over(transaction, session_id)
        await self.intake.announce_or_leave(session_id)
