"""The recording's way through the system.

recording.py      takes a file, probes it, stores it, makes the session UPLOADED
jobs/             brings the news to a worker
pipeline.py       claims the session and takes it from UPLOADED to DONE or FAILED
transcription/    makes the verbatim transcript; the audio is deleted
analysis/         finds recurring habits, each grounded in quotes from the transcript
pattern_profile   adds them to the learner's long-term profile
web/, cli.py      show all of it
"""

from importlib.metadata import version


def __getattr__(name: str) -> str:
    if name == "__version__":
        return version("learning-speaking-app")
    raise AttributeError(name)
