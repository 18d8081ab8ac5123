"""How a recording travels through the system, and where to look for each part.

intake/         accepts a recording: probed, within limits, stored, its session UPLOADED
queues/         tells a worker that a session is ready
processing/     claims the session, takes it from UPLOADED to DONE or FAILED, sweeps up what was left behind
transcription/  makes the verbatim transcript, after which the audio is deleted
analysis/       finds recurring habits, each grounded in quotes from the transcript
profile/        adds them to the learner's long-term profile and works out each habit's direction
web/, commands/ show all of it

Below them: settings, errors, states; db/ (tables and transactions), audio/ (recordings and their storage),
sessions/ and people/ (the rows of both). ends.py finds the replaceable parts; services.py puts everything
together.
"""

from importlib.metadata import version


def __getattr__(name: str) -> str:
    if name == "__version__":
        return version("learning-speaking-app")
    raise AttributeError(name)
