"""The wiring: one object per app that creates each client on first use and closes what it created.

The registry of each end (`speaking.ends`) says what is chosen and how to make it.
"""

import asyncio
from datetime import timedelta
from functools import cached_property
from typing import Any

from speaking.analysis import ANALYZERS, Analyzer
from speaking.audio import STORAGES, Storage, StorageDescription
from speaking.audio.working_copies import remove_abandoned
from speaking.db.database import Database
from speaking.db.database import migrate as migrate_database
from speaking.ends import Choice
from speaking.intake.acceptance import Intake
from speaking.intake.direct_upload import DirectUpload
from speaking.intake.manual_retry import Retry
from speaking.processing.pipeline import Pipeline
from speaking.processing.removal import Removal
from speaking.processing.sweep import Sweep
from speaking.queues import QUEUES, Queue, QueueDescription
from speaking.queues.embedded import EmbeddedQueue, EmbeddedWorker
from speaking.settings import Settings
from speaking.transcription import TRANSCRIBERS, Transcriber, TranscriberDescription

HOUR_SECS = 3600


def check_choices(settings: Settings) -> None:
    """Check that everything the settings choose is installed, without making it.

    Raises:
        ConfigurationError: A name is unknown, or a package cannot be loaded.
    """
    for end in (STORAGES, QUEUES, TRANSCRIBERS, ANALYZERS):
        end.chosen(settings)


def migrate(settings: Settings) -> None:
    """Bring the database up to this version, including the queue's tables if they are in it.

    Raises:
        DatabaseTooNew, DatabaseUnavailable, ServiceUnavailable, ConfigurationError: This is not possible.
    """
    migrate_database(settings)
    QUEUES.chosen(settings).description.prepare(settings)


class Services:
    """Everything that outlives a request. Assign to a property to replace an end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> Database:
        return Database(self.settings)

    @cached_property
    def chosen_storage(self) -> Choice[StorageDescription]:
        return STORAGES.chosen(self.settings)

    @cached_property
    def chosen_queue(self) -> Choice[QueueDescription]:
        return QUEUES.chosen(self.settings)

    @cached_property
    def chosen_transcriber(self) -> Choice[TranscriberDescription]:
        return TRANSCRIBERS.chosen(self.settings)

    @cached_property
    def storage(self) -> Storage:
        return self.chosen_storage.description.make(self.settings)

    @cached_property
    def queue(self) -> Queue:
        return self.chosen_queue.description.make(self.settings)

    @cached_property
    def transcriber(self) -> Transcriber:
        return self.chosen_transcriber.description.make(self.settings)

    @cached_property
    def analyzer(self) -> Analyzer:
        return ANALYZERS.chosen(self.settings).description.make(self.settings)

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
            queue=self.queue if isinstance(self.queue, EmbeddedQueue) else EmbeddedQueue(),
            process=self.pipeline.process,
            sweep=self.run_sweep,
            concurrency=self.settings.worker_concurrency,
        )

    async def run_sweep(self) -> dict[str, int]:
        """Find what was left behind and repair it; returns how many of each kind were repaired."""
        mended = await self.sweep.mend(await self.sweep.find())
        await self.storage.sweep_leftovers(older_than=timedelta(hours=1))
        await asyncio.to_thread(remove_abandoned)
        return mended

    async def close(self) -> None:
        """Close what was created, the database last."""
        made: dict[str, Any] = self.__dict__
        for name in ("queue", "transcriber", "analyzer", "database"):
            if name in made:
                await made[name].close()
