"""Takes one session from UPLOADED to DONE or FAILED: one function per step, resumable after each.

Four transactions write: the claim, the transcript, the deletion of the audio, and the results. None is open
while we wait for a service. Each first checks the lease (`processing.claims`), so a worker that has lost it
writes nothing more.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import uuid4

import structlog

from speaking.analysis import Analysis, Analyzer
from speaking.analysis.grounding import Grounded, ground
from speaking.analysis.learner import Learner
from speaking.audio import Storage, deletion
from speaking.audio.audio_keys import stored_key
from speaking.audio.recordings import identify, identify_signed
from speaking.audio.working_copies import path_for_a_while
from speaking.db.database import Database
from speaking.db.other_versions import readable_counts
from speaking.errors import InProgress, InvalidState, LeaseLost, SessionNotFound, SpeakingError, Unavailable
from speaking.logs import kind_and_place
from speaking.metrics import ATTEMPTS, STAGE_SECONDS
from speaking.people import repository as people
from speaking.processing import claims, records, results
from speaking.processing.attempts import MAX_ATTEMPTS
from speaking.processing.claims import Candidate, Lease
from speaking.processing.lease import kept_alive
from speaking.processing.records import word_count
from speaking.processing.results import TranscriptRows
from speaking.processing.storable import storable_analysis, storable_transcription
from speaking.processing.waits import patiently, wait_secs
from speaking.profile import counting, earlier_talks
from speaking.profile.counting import Counted
from speaking.sessions import repository as sessions
from speaking.states import KNOWN, ConsentFlag, SessionStatus
from speaking.transcription import Transcriber, Transcription

log = structlog.get_logger()

EXHAUSTED_MESSAGE = (
    "We tried several times and could not finish. Nothing is lost: press the button to try again."
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A session that this worker has claimed, as the worker found it."""

    lease: Lease
    found: Candidate

    @property
    def session_id(self) -> str:
        return self.lease.session_id

    @property
    def attempt(self) -> int:
        return self.found.attempts + 1

    @property
    def audio_key(self) -> str | None:
        return stored_key(self.found.audio_url, self.found.audio_deleted_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Takes sessions through their steps.

    The services are passed as functions that create them on first use, so a service that is not configured
    fails the session that needs it, not the start of the app.
    """

    database: Database
    storage: Callable[[], Storage]
    transcriber: Callable[[], Transcriber]
    analyzer: Callable[[], Analyzer]
    lease_secs: float

    async def process(self, session_id: str) -> None:
        """Process a session until it is DONE or FAILED, continuing after its last finished step.

        Raises:
            SessionNotFound: There is no such session.
            InvalidState: It is done, failed for good or not uploaded yet; nothing was changed.
            InProgress: Another worker holds the lease; nothing was changed.
            LeaseLost: Another worker took over, or the session was deleted.
            SpeakingError: The attempt failed and the session says so; `retryable` says whether the queue
                should deliver it again.
        """
        with structlog.contextvars.bound_contextvars(session_id=session_id):
            claim = await self._claim(session_id)
            async with self._held(claim) as let_go:
                transcription = records.transcription_of(claim.found) or await self._transcribe(claim)
                await self._delete_audio(claim)
                analysis, grounded = await self._analyze(claim, transcription)
                let_go()
                await patiently(lambda: self._store_results(claim, analysis, grounded))
            ATTEMPTS.labels(outcome="done", code="").inc()
            log.info("session.done", attempt=claim.attempt)

    async def _claim(self, session_id: str) -> Claim:
        lease = Lease(session_id, owner=uuid4().hex, secs=self.lease_secs)
        async with self.database.pipeline_transaction() as transaction:
            candidate = await claims.candidate(transaction, session_id)
            if candidate is None:
                raise SessionNotFound
            _check_claimable(candidate, lease_secs=self.lease_secs)
            first = SessionStatus.TRANSCRIBING if candidate.text is None else SessionStatus.ANALYZING
            await claims.take(transaction, lease, first)
        return Claim(lease, candidate)

    @asynccontextmanager
    async def _held(self, claim: Claim) -> AsyncIterator[Callable[[], None]]:
        async def renew() -> None:
            async with self.database.pipeline_transaction() as transaction:
                await claims.keep(transaction, claim.lease)

        try:
            async with kept_alive(renew, every_secs=self.lease_secs / 3) as let_go:
                yield let_go
        except asyncio.CancelledError:
            await self._give_back(claim)
            raise
        except LeaseLost:
            log.warning("session.lease_lost", attempt=claim.attempt)
            raise
        except SpeakingError as error:
            await self._fail(claim, error)
            raise
        except Exception as error:
            log.error("session.crashed", attempt=claim.attempt, error=kind_and_place(error))
            passing = Unavailable("Something went wrong on our side; we will try again in a few minutes.")
            await self._fail(claim, passing)
            raise passing from error

    async def _transcribe(self, claim: Claim) -> Transcription:
        if claim.audio_key is None:
            raise InvalidState("We no longer have the recording of this session. Please record again.")
        with path_for_a_while() as path:
            await self.storage().download(claim.audio_key, path)
            audio = identify_signed(path)
            if audio is None:
                audio = await asyncio.to_thread(identify, path)
            with STAGE_SECONDS.labels(stage="transcription").time():
                heard = await self.transcriber().transcribe(audio, language=claim.found.language)
        transcription = storable_transcription(heard)
        rows = records.transcript_rows(claim.session_id, transcription)
        await patiently(lambda: self._store_transcript(claim, rows))
        return transcription

    async def _store_transcript(self, claim: Claim, rows: TranscriptRows) -> None:
        async with self.database.pipeline_transaction() as transaction:
            await results.store_transcript(transaction, claim.lease, rows)

    async def _delete_audio(self, claim: Claim) -> None:
        """Delete the recording and start the analysis."""
        gone = claim.audio_key is not None and await deletion.delete_or_leave(self.storage, claim.audio_key)
        async with self.database.pipeline_transaction() as transaction:
            await claims.move_on(transaction, claim.lease, audio_is_gone=gone)

    async def _analyze(self, claim: Claim, transcription: Transcription) -> tuple[Analysis, Grounded]:
        learner = await patiently(lambda: self._learner(claim, transcription))
        with STAGE_SECONDS.labels(stage="analysis").time():
            answer = await self.analyzer().analyze(transcription, learner=learner)
        analysis = storable_analysis(answer)
        insights, evidence = analysis.result.insights, analysis.evidence
        return analysis, await asyncio.to_thread(ground, insights, transcription, evidence=evidence)

    async def _learner(self, claim: Claim, transcription: Transcription) -> Learner:
        """What the analyzer may know of the learner; read late, as another session may have just finished."""
        counts = readable_counts(claim.found.patterns)
        known = Learner(known_patterns=tuple(sorted(counts, key=lambda habit: (-counts[habit], habit))))
        if claim.found.is_example:
            return known
        learner, words = claim.found.user_id, word_count(transcription)
        async with self.database.reading() as reading:
            answers = await people.consents(reading, learner)
            if not people.agreed(answers, ConsentFlag.PATTERN_TRACKING):
                return known
            before = await earlier_talks.before(reading, claim.session_id, learner, words=words)
        return replace(known, last_focus=before.last_focus, earlier=before.talks)

    async def _store_results(self, claim: Claim, analysis: Analysis, grounded: Grounded) -> None:
        async with self.database.pipeline_transaction() as transaction:
            await claims.finish(transaction, claim.lease)
            answers = await people.consents(transaction, claim.found.user_id)
            if people.agreed(answers, ConsentFlag.PATTERN_TRACKING) and not claim.found.is_example:
                counted = await counting.count_insights(transaction, claim.found.user_id, grounded.insights)
            else:
                counted = Counted(grounded.insights, {}, None)
            rows = records.analysis_rows(claim.session_id, analysis, grounded, counted)
            await results.store_analysis(
                transaction, claim.session_id, rows, focus_next=analysis.result.focus_next
            )
            if counted.profile is not None:
                await counting.save(transaction, claim.found.user_id, counted.profile)
            if not people.agreed(answers, ConsentFlag.TRANSCRIPT_STORAGE):
                await results.forget_words(transaction, claim.session_id)

    async def _give_back(self, claim: Claim) -> None:
        try:
            async with self.database.pipeline_transaction() as transaction:
                await claims.give_back(transaction, claim.lease)
                await sessions.move(transaction, claim.session_id, SessionStatus.UPLOADED)
        except SpeakingError as error:
            log.warning("session.not_given_back", code=error.code)
        else:
            log.info("session.given_back", attempt=claim.attempt)

    async def _fail(self, claim: Claim, error: SpeakingError) -> None:
        again = error.retryable and claim.attempt < MAX_ATTEMPTS
        wait = wait_secs(claim.attempt, asked=error.retry_after) if again else None
        ATTEMPTS.labels(outcome="failed", code=error.code).inc()
        message = error.for_learner if again or not error.retryable else EXHAUSTED_MESSAGE
        # Only the kind of the provider's error: its message may quote the learner.
        cause = type(error.__cause__).__name__ if error.__cause__ else None
        log.warning(
            "session.failed",
            code=error.code,
            reason=error.message,
            attempt=claim.attempt,
            retry_in_secs=wait,
            cause=cause,
        )
        try:
            async with self.database.pipeline_transaction() as transaction:
                await claims.fail(transaction, claim.lease, code=error.code, retry_in_secs=wait)
                await sessions.move(
                    transaction, claim.session_id, SessionStatus.FAILED, error_message=message
                )
        except SpeakingError as failure:
            log.warning("session.failure_not_stored", code=failure.code)


def _check_claimable(candidate: Candidate, *, lease_secs: float) -> None:
    status = candidate.status
    if status not in KNOWN:
        raise InvalidState("Another version of this app is working on this session.")
    if status is SessionStatus.CREATED:
        raise InvalidState("The recording has not arrived yet.")
    if status is SessionStatus.DONE:
        raise InvalidState("This session is already finished.")
    if candidate.leased:
        raise InProgress(retry_after=lease_secs)
    if status is SessionStatus.FAILED and not candidate.may_be_tried_again:
        raise InvalidState("This session has failed and will not be retried.")
    if candidate.attempts >= MAX_ATTEMPTS:
        raise InvalidState("This session has no attempts left.")
