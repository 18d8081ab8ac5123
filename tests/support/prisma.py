"""The TypeScript app's database as Prisma's migrations create it, with rows in it."""

from typing import LiteralString

import psycopg

SEED: LiteralString = """
-- CreateEnum
CREATE TYPE "SessionStatus" AS ENUM ('CREATED', 'UPLOADED', 'TRANSCRIBING', 'ANALYZING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "ConsentFlag" AS ENUM ('AUDIO_STORAGE', 'TRANSCRIPT_STORAGE', 'PATTERN_TRACKING');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "email" TEXT,
    "displayName" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_consents" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "flag" "ConsentFlag" NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "grantedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "user_consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaking_sessions" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "status" "SessionStatus" NOT NULL DEFAULT 'CREATED',
    "durationSecs" INTEGER,
    "language" TEXT NOT NULL DEFAULT 'en',
    "topic" TEXT,
    "promptUsed" TEXT,
    "audioUrl" TEXT,
    "audioDeletedAt" TIMESTAMP(3),
    "errorMessage" TEXT,
    "focusNext" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "speaking_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transcripts" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "wordCount" INTEGER,

    CONSTRAINT "transcripts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "insights" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "frequency" INTEGER,
    "severity" TEXT,
    "examples" JSONB,
    "suggestion" TEXT,

    CONSTRAINT "insights_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pattern_profiles" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "patterns" JSONB NOT NULL,
    "focusAreas" JSONB,
    "lastUpdated" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pattern_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_externalId_key" ON "users"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "user_consents_userId_flag_key" ON "user_consents"("userId", "flag");

-- CreateIndex
CREATE INDEX "speaking_sessions_userId_createdAt_idx" ON "speaking_sessions"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "transcripts_sessionId_key" ON "transcripts"("sessionId");

-- CreateIndex
CREATE INDEX "insights_sessionId_idx" ON "insights"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "pattern_profiles_userId_key" ON "pattern_profiles"("userId");

-- AddForeignKey
ALTER TABLE "user_consents" ADD CONSTRAINT "user_consents_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaking_sessions" ADD CONSTRAINT "speaking_sessions_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_sessionId_fkey"
    FOREIGN KEY ("sessionId") REFERENCES "speaking_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insights" ADD CONSTRAINT "insights_sessionId_fkey"
    FOREIGN KEY ("sessionId") REFERENCES "speaking_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pattern_profiles" ADD CONSTRAINT "pattern_profiles_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma's own account of what it did
CREATE TABLE "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "applied_steps_count")
    VALUES ('0b7c2c0e-5d3f-4b53-9a44-6f6d3c0a1a11', repeat('a', 64), '20250101000000_init', 1);
"""

LATER: LiteralString = """
-- AlterEnum
ALTER TYPE "SessionStatus" ADD VALUE 'CANCELLED';

-- AlterEnum
ALTER TYPE "ConsentFlag" ADD VALUE 'AI_DISCLOSURE';

-- AlterTable
ALTER TABLE "speaking_sessions" ADD COLUMN "summary" TEXT,
ADD COLUMN "intentLabel" TEXT,
ADD COLUMN "focusMetricKey" TEXT;

-- AlterTable
ALTER TABLE "insights" ADD COLUMN "location" JSONB;

-- CreateTable
CREATE TABLE "metric_snapshots" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "metrics" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metric_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "metric_snapshots_sessionId_key" ON "metric_snapshots"("sessionId");

-- AddForeignKey
ALTER TABLE "metric_snapshots" ADD CONSTRAINT "metric_snapshots_sessionId_fkey"
    FOREIGN KEY ("sessionId") REFERENCES "speaking_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
"""

LEARNER = "clx2f0q9w0000v8l3h5z7t1ab"
DONE = "clx2f3k1d0002v8l3c9r4m6pq"
WAITING = "clx2fb7h20007v8l3n1w8y5st"
FAILED = "clx2fd9j40009v8l3p3x0z7uv"
STRANDED = "clx2ff1l6000bv8l3r5z2b9wx"
CANCELLED = "clx2fh3n8000dv8l3t7b4d1yz"
EXTERNAL_ID = "auth0|64f1c0ffee"

ROWS: LiteralString = """
INSERT INTO "users" ("id", "externalId", "email", "displayName", "updatedAt") VALUES
    ('clx2f0q9w0000v8l3h5z7t1ab', 'auth0|64f1c0ffee', 'ana@example.org', 'Ana', '2025-03-01 09:30:00.123');
INSERT INTO "user_consents" ("id", "userId", "flag", "granted") VALUES
    ('clx2f0zzz0001v8l3aaaaaaaa', 'clx2f0q9w0000v8l3h5z7t1ab', 'PATTERN_TRACKING', true);
INSERT INTO "speaking_sessions"
    ("id", "userId", "status", "durationSecs", "topic", "audioUrl", "audioDeletedAt", "focusNext",
     "createdAt", "updatedAt") VALUES
    ('clx2f3k1d0002v8l3c9r4m6pq', 'clx2f0q9w0000v8l3h5z7t1ab', 'DONE', 94, 'My town',
     'sessions/clx2f0q9w0000v8l3h5z7t1ab/clx2f3k1d0002v8l3c9r4m6pq/audio.webm',
     '2025-03-01 09:41:02.456', 'Say the before every river.', '2025-03-01 09:40:00.001',
     '2025-03-01 09:42:00.002'),
    ('clx2fb7h20007v8l3n1w8y5st', 'clx2f0q9w0000v8l3h5z7t1ab', 'UPLOADED', 61, NULL,
     'sessions/clx2f0q9w0000v8l3h5z7t1ab/clx2fb7h20007v8l3n1w8y5st/audio.wav', NULL, NULL,
     '2025-03-08 18:00:00.003', '2025-03-08 18:00:01.004'),
    ('clx2fd9j40009v8l3p3x0z7uv', 'clx2f0q9w0000v8l3h5z7t1ab', 'FAILED', 30, NULL,
     'sessions/clx2f0q9w0000v8l3h5z7t1ab/clx2fd9j40009v8l3p3x0z7uv/audio.webm',
     '2025-03-09 08:00:30.005', NULL,
     '2025-03-09 08:00:00.006', '2025-03-09 08:01:00.007'),
    ('clx2ff1l6000bv8l3r5z2b9wx', 'clx2f0q9w0000v8l3h5z7t1ab', 'ANALYZING', 30, NULL,
     'sessions/clx2f0q9w0000v8l3h5z7t1ab/clx2ff1l6000bv8l3r5z2b9wx/audio.webm',
     '2025-03-10 08:00:30.008', NULL,
     '2025-03-10 08:00:00.009', '2025-03-10 08:01:00.010');
INSERT INTO "transcripts" ("id", "sessionId", "text", "wordCount") VALUES
    ('clx2f5t1x0003v8l3bbbbbbbb', 'clx2f3k1d0002v8l3c9r4m6pq',
     'Um, I live near river. I go to river, um, every day.', 11),
    ('clx2fe0k5000av8l3gggggggg', 'clx2fd9j40009v8l3p3x0z7uv',
     'So I woke up late. So I ran. So I missed the bus.', 12),
    ('clx2fg2m7000cv8l3hhhhhhhh', 'clx2ff1l6000bv8l3r5z2b9wx',
     'Well it rained. Well we stayed. Well that was it.', NULL);
INSERT INTO "insights"
    ("id", "sessionId", "category", "pattern", "detail", "frequency", "severity", "examples", "suggestion")
VALUES
    ('clx2f6a1a0004v8l3cccccccc', 'clx2f3k1d0002v8l3c9r4m6pq',
     'grammar', 'Missing articles', 'A river needs its article.', 2,
     'high', '["I live near river", "I go to river"]', 'Say: the river.'),
    ('clx2f6b2b0005v8l3dddddddd', 'clx2f3k1d0002v8l3c9r4m6pq',
     'vocabulary', 'Filler words', 'Um fills the pauses.', NULL,
     NULL, NULL, NULL);
INSERT INTO "pattern_profiles" ("id", "userId", "patterns", "focusAreas") VALUES
    ('clx2f7c3c0006v8l3eeeeeeee', 'clx2f0q9w0000v8l3h5z7t1ab',
     '{"grammar:Missing articles": 4, "vocabulary:Filler words": 1}',
     '["Missing articles"]');
"""

LATER_ROWS: LiteralString = """
INSERT INTO "user_consents" ("id", "userId", "flag", "granted") VALUES
    ('clx2fi4p9000ev8l3iiiiiiii', 'clx2f0q9w0000v8l3h5z7t1ab', 'AI_DISCLOSURE', true);
INSERT INTO "speaking_sessions"
    ("id", "userId", "status", "durationSecs", "audioUrl", "createdAt", "updatedAt") VALUES
    ('clx2fh3n8000dv8l3t7b4d1yz', 'clx2f0q9w0000v8l3h5z7t1ab', 'CANCELLED', 45,
     'sessions/clx2f0q9w0000v8l3h5z7t1ab/clx2fh3n8000dv8l3t7b4d1yz/audio.webm',
     '2025-03-11 08:00:00.011', '2025-03-11 08:01:00.012');
INSERT INTO "transcripts" ("id", "sessionId", "text", "wordCount") VALUES
    ('clx2fj5q1000fv8l3jjjjjjjj', 'clx2fh3n8000dv8l3t7b4d1yz', 'I stopped in the middle.', 5);
INSERT INTO "insights" ("id", "sessionId", "category", "pattern", "detail", "severity", "examples") VALUES
    ('clx2fk6r2000gv8l3kkkkkkkk', 'clx2fh3n8000dv8l3t7b4d1yz', 'pronunciation', 'Silent letters', 'Not said.',
     'critical', '{"heard": "middel"}');
UPDATE "speaking_sessions" SET "summary" = 'Clear and lively.', "intentLabel" = 'describe',
    "focusMetricKey" = 'articles' WHERE "id" = 'clx2f3k1d0002v8l3c9r4m6pq';
UPDATE "insights" SET "location" = '{"start": 4}' WHERE "sessionId" = 'clx2f3k1d0002v8l3c9r4m6pq';
INSERT INTO "metric_snapshots" ("id", "sessionId", "metrics") VALUES
    ('clx2f8d4d0008v8l3ffffffff', 'clx2f3k1d0002v8l3c9r4m6pq', '{"wordsPerMinute": 118}');
"""


def run(url: str, *scripts: LiteralString) -> None:
    """Run scripts in a PostgreSQL database, one after the other."""
    with psycopg.connect(url) as connection:
        for script in scripts:
            connection.execute(script)
            connection.commit()  # a value added to an enum can be used from now on
