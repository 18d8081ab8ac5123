"""Learners and what they agreed to."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.clock import utc_now
from speaking.db.ids import new_id
from speaking.db.tables import user_consents, users
from speaking.db.upsert import insert
from speaking.states import ConsentFlag

LOCAL_LEARNER = "local"
"""The identity of the one learner if sign-in is off."""


_CONSENTS = select(user_consents.c.flag, user_consents.c.granted).where(
    user_consents.c.user_id == bindparam("learner")
)


async def find_user(connection: AsyncConnection, external_id: str) -> str | None:
    """The id of the learner with this identity, or None if nobody has it yet."""
    found: str | None = await connection.scalar(select(users.c.id).where(users.c.external_id == external_id))
    return found


async def ensure_user(connection: AsyncConnection, external_id: str) -> str:
    """The id of the learner with this identity, whose row is created at the first visit."""
    found = await find_user(connection, external_id)
    if found is not None:
        return found
    row = insert(connection, users).values(id=new_id(), external_id=external_id)
    await connection.execute(row.on_conflict_do_nothing(index_elements=[users.c.external_id]))
    return await connection.scalar(select(users.c.id).where(users.c.external_id == external_id)) or ""


async def describe(
    connection: AsyncConnection, external_id: str, *, email: str | None, name: str | None
) -> None:
    """Store the name and the address that the sign-in provider has for a learner."""
    await connection.execute(
        update(users).where(users.c.external_id == external_id).values(email=email, display_name=name)
    )


async def consents(connection: AsyncConnection, user_id: str) -> Mapping[ConsentFlag | str, bool]:
    """The learner's answers, by flag; unknown flags of another version are text, unanswered flags missing."""
    rows = await connection.execute(_CONSENTS, {"learner": user_id})
    return {row.flag: row.granted for row in rows}


def agreed(answers: Mapping[ConsentFlag | str, bool], flag: ConsentFlag) -> bool:
    """Whether the learner agreed, or was never asked: the TypeScript app's learners were not."""
    return answers.get(flag, True)


async def set_consent(connection: AsyncConnection, user_id: str, flag: ConsentFlag, *, granted: bool) -> None:
    """Store the learner's answer to one flag."""
    answer = {"granted": granted, "revoked_at": None if granted else utc_now()}
    row = insert(connection, user_consents).values(id=new_id(), user_id=user_id, flag=flag, **answer)
    if granted:
        answer["granted_at"] = utc_now()
    await connection.execute(
        row.on_conflict_do_update(
            index_elements=[user_consents.c.user_id, user_consents.c.flag],
            set_=answer,
        )
    )
