"""The recording's way through the system, and where to look for each part of it.

intake/         takes a recording in: probed, within limits, stored, its session UPLOADED
queues/         brings the news to a worker
processing/     claims the session, takes it from UPLOADED to DONE or FAILED, and sweeps up what was left
transcription/  makes the verbatim transcript, after which the audio is deleted
analysis/       finds recurring habits, each grounded in quotes from the transcript
profile/        adds them to the learner's long-term profile and says where each habit is going
web/, commands/ show all of it

Below them: settings, errors, states; db/ (tables and transactions), audio/ (recordings, and where they are
kept), sessions/ and people/ (the rows of both). ends.py finds the replaceable parts,
services.py puts everything together.
"""

from importlib.metadata import version


def __getattr__(name: str) -> str:
    if name == "__version__":
        return version("learning-speaking-app")
    raise AttributeError(name)
