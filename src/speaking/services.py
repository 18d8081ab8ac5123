"""The wiring: one object per app that makes each client on first use and closes what it made.

This is the only place that chooses between implementations.
"""

import asyncio
from datetime import timedelta
from functools import cached_property
from typing import Any

from speaking.analysis import Analyzer
from speaking.audio.storage import Storage, folder_storage, s3_storage
from speaking.audio.working_copies import remove_abandoned
from speaking.db.database import Database, database_url
from speaking.db.database import migrate as migrate_database
from speaking.intake.acceptance import Intake
from speaking.intake.direct_upload import DirectUpload
from speaking.intake.manual_retry import Retry
from speaking.processing.pipeline import Pipeline
from speaking.processing.removal import Removal
from speaking.processing.sweep import Sweep
from speaking.queues import Queue
from speaking.queues.embedded import EmbeddedQueue, EmbeddedWorker
from speaking.settings import Settings
from speaking.transcription import Transcriber

HOUR_SECS = 3600


def migrate(settings: Settings) -> None:
    """Bring the database up to this version, the queue's tables included where the queue lives in it.

    Raises:
        DatabaseTooNew, DatabaseUnavailable, ServiceUnavailable, ConfigurationError: It cannot be done.
    """
    migrate_database(settings)
    if settings.chosen_queue == "postgres":
        from speaking.queues.postgres import install_schema

        install_schema(database_url(settings))


class Services:
    """Everything that outlives a request. Assign to a property to replace an end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> Database:
        return Database.of(self.settings)

    @cached_property
    def storage(self) -> Storage:
        if self.settings.chosen_storage == "s3":
            return s3_storage(self.settings)
        return folder_storage(self.settings.data_dir / "audio")

    @cached_property
    def embedded_queue(self) -> EmbeddedQueue:
        return EmbeddedQueue()

    @cached_property
    def queue(self) -> Queue:
        if self.settings.chosen_queue == "qstash":
            from speaking.queues.qstash import QStashQueue

            return QStashQueue(self.settings)
        if self.settings.chosen_queue == "postgres":
            from speaking.queues.postgres import PostgresQueue

            return PostgresQueue(self.settings)
        return self.embedded_queue

    @cached_property
    def transcriber(self) -> Transcriber:
        if self.settings.chosen_transcriber == "openai":
            from speaking.transcription.openai_whisper import OpenAIWhisper

            return OpenAIWhisper(self.settings)
        from speaking.transcription.faster_whisper_local import LocalWhisper

        return LocalWhisper(self.settings)

    @cached_property
    def analyzer(self) -> Analyzer:
        if self.settings.chosen_analyzer == "claude":
            from speaking.analysis.claude.analyzer import ClaudeAnalyzer

            return ClaudeAnalyzer(self.settings)
        from speaking.analysis.local import LocalAnalyzer

        return LocalAnalyzer()

    @cached_property
    def intake(self) -> Intake:
        return Intake(
            database=self.database,
            storage=lambda: self.storage,
            queue=lambda: self.queue,
            sessions_per_hour=self.settings.sessions_per_hour,
        )

    @cached_property
    def pipeline(self) -> Pipeline:
        return Pipeline(
            database=self.database,
            storage=lambda: self.storage,
            transcriber=lambda: self.transcriber,
            analyzer=lambda: self.analyzer,
            lease_secs=self.settings.lease_secs,
        )

    @cached_property
    def sweep(self) -> Sweep:
        return Sweep(
            database=self.database,
            storage=lambda: self.storage,
            announce=self.intake.announce,
            failed_audio_ttl_secs=self.settings.failed_audio_ttl * HOUR_SECS,
        )

    @cached_property
    def direct_upload(self) -> DirectUpload:
        return DirectUpload(database=self.database, storage=lambda: self.storage, intake=self.intake)

    @cached_property
    def removal(self) -> Removal:
        return Removal(database=self.database, storage=lambda: self.storage)

    @cached_property
    def retry(self) -> Retry:
        return Retry(database=self.database, intake=self.intake)

    @cached_property
    def worker(self) -> EmbeddedWorker:
        return EmbeddedWorker(
            database=self.database,
            queue=self.embedded_queue,
            process=self.pipeline.process,
            sweep=self.run_sweep,
            concurrency=self.settings.worker_concurrency,
        )

    async def run_sweep(self) -> dict[str, int]:
        """Find what was left behind and mend it; returns how many of each kind were mended."""
        mended = await self.sweep.mend(await self.sweep.find())
        await self.storage.sweep_leftovers(older_than=timedelta(hours=1))
        await asyncio.to_thread(remove_abandoned)
        return mended

    async def close(self) -> None:
        """Close what was made, the database last."""
        made: dict[str, Any] = self.__dict__
        for name in ("queue", "transcriber", "analyzer", "database"):
            if name in made:
                await made[name].close()
