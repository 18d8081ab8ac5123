"""Learners and what they agreed to."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.clock import utc_now
from speaking.db.models import User, UserConsent, new_id
from speaking.db.prepared import Transaction, fixed
from speaking.db.upsert import insert
from speaking.states import ConsentFlag

LOCAL_LEARNER = "local"
"""The identity of the one learner who is served where sign-in is off."""


_CONSENTS = fixed(
    select(UserConsent.flag, UserConsent.granted).where(UserConsent.user_id == bindparam("user_id"))
)


async def find_user(session: AsyncSession, external_id: str) -> str | None:
    """The id of the learner with this identity, or None where nobody has it yet."""
    found: str | None = await session.scalar(select(User.id).where(User.external_id == external_id))
    return found


async def ensure_user(session: AsyncSession, external_id: str) -> str:
    """The id of the learner with this identity, whose row is made at the first visit."""
    found = await find_user(session, external_id)
    if found is not None:
        return found
    row = insert(session, User).values(id=new_id(), external_id=external_id)
    await session.execute(row.on_conflict_do_nothing(index_elements=[User.external_id]))
    return await session.scalar(select(User.id).where(User.external_id == external_id)) or ""


async def describe(session: AsyncSession, external_id: str, *, email: str | None, name: str | None) -> None:
    """Keep how the provider of the sign-in calls a learner."""
    await session.execute(
        update(User).where(User.external_id == external_id).values(email=email, display_name=name)
    )


async def consents(session: Transaction, user_id: str) -> Mapping[ConsentFlag | str, bool]:
    """What the learner answered, by flag; a flag without an answer is missing.

    Flags that only another version knows are there too, as text.
    """
    return dict(await _CONSENTS.run(session, {"user_id": user_id}))


def agreed(answers: Mapping[ConsentFlag | str, bool], flag: ConsentFlag) -> bool:
    """Whether the learner agreed, or was never asked: the TypeScript app's learners were not."""
    return answers.get(flag, True)


async def set_consent(session: AsyncSession, user_id: str, flag: ConsentFlag, *, granted: bool) -> None:
    """Store the learner's answer to one flag."""
    answer = {"granted": granted, "revoked_at": None if granted else utc_now()}
    row = insert(session, UserConsent).values(id=new_id(), user_id=user_id, flag=flag, **answer)
    if granted:
        answer["granted_at"] = utc_now()
    await session.execute(
        row.on_conflict_do_update(
            index_elements=[UserConsent.user_id, UserConsent.flag],
            set_={getattr(UserConsent, name).name: value for name, value in answer.items()},
        )
    )
