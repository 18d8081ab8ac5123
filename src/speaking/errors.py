"""All errors of this app, with what programs and people need to know about each.

    SpeakingError
    ├── Unauthorized            401  we do not know who is asking
    ├── Forbidden               403  the request comes from another website
    ├── ConsentMissing          403  the learner has not agreed to what this needs
    ├── BadRequest              400  we cannot understand the request
    ├── MissingAudio            400
    ├── InvalidDuration         400
    ├── InvalidFile             400  not audio, empty, broken, too long
    │   └── FileTooLarge        413
    ├── RateLimited             429
    ├── SessionNotFound         404
    ├── InvalidState            409  the session is not in a state that allows this
    ├── InProgress              409  another worker holds the lease
    ├── LeaseLost               409  this worker held the lease and has lost it
    ├── AudioMissing            410  lasting: the recording is no longer stored
    ├── NoSpeech                422  lasting: nothing was said
    ├── ServiceRefused          502  lasting: a service will never accept this request
    ├── UnusableAnswer          502  lasting: the analyzer's answer cannot be used
    ├── ConfigurationError      500  lasting: a setting is missing or wrong
    │   ├── MissingSetting
    │   ├── MissingExtra             an extra is not installed
    │   ├── ModelUnavailable         the speech model is missing or damaged
    │   └── DatabaseTooNew           a newer version made the database
    └── Unavailable             503  passing: try again later
        ├── ServiceUnavailable       a service is busy, slow or cannot be reached
        ├── StorageUnavailable       the disk is full or the bucket does not answer
        └── DatabaseUnavailable      the database is locked or gone

`code` is for programs. The message is for people: it says what happened and what to do, and never contains a
vendor's own words (these stay in `__cause__`, for the log). A ConfigurationError's message is for the
operator; learners always read the same sentence (`for_learner`).
"""

from typing import ClassVar

DISTRIBUTION = "learning-speaking-app"


def install_command(extra: str) -> str:
    return f'pip install "{DISTRIBUTION}[{extra}]"'


class SpeakingError(Exception):
    """Base class of all our errors.

    Attributes:
        code: A stable name for programs, in capitals.
        status: The HTTP status of the response.
        retryable: Whether the same step may succeed later without any change.
        message: A sentence or two for the learner or the operator.
        retry_after: Seconds that a service asked us to wait, or None.
    """

    code: ClassVar[str] = "INTERNAL_ERROR"
    status: ClassVar[int] = 500
    retryable: ClassVar[bool] = False
    default: ClassVar[str] = "Something went wrong on our side."

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        self.message = message or self.default
        self.retry_after = retry_after
        super().__init__(self.message)

    @property
    def for_learner(self) -> str:
        """What a learner reads."""
        return self.message


class Unauthorized(SpeakingError):
    code = "UNAUTHORIZED"
    status = 401
    default = "Please sign in first."


class Forbidden(SpeakingError):
    code = "FORBIDDEN"
    status = 403
    default = "This request came from another website, so we blocked it."


class ConsentMissing(SpeakingError):
    code = "CONSENT_REQUIRED"
    status = 403
    default = (
        "You have not allowed us to keep your recording while we turn it into text, so we cannot accept it. "
        "You can change your choices under “Your voice, your words”."
    )


class BadRequest(SpeakingError):
    code = "BAD_REQUEST"
    status = 400
    default = "We could not understand this request."


class MissingAudio(SpeakingError):
    code = "MISSING_AUDIO"
    status = 400
    default = "There was no recording to send. Please record something or choose a file."


class InvalidDuration(SpeakingError):
    code = "INVALID_DURATION"
    status = 400
    default = "The duration must be a number of seconds greater than zero."


class InvalidFile(SpeakingError):
    code = "INVALID_FILE"
    status = 400
    default = "We cannot read this audio file. Please send a WebM, MP4, Ogg, WAV, MP3 or FLAC file."


class FileTooLarge(InvalidFile):
    status = 413
    default = "The recording is larger than 50 MB. Please send a shorter one."


class RateLimited(SpeakingError):
    code = "RATE_LIMITED"
    status = 429
    default = "You have sent a lot of recordings in a short time. Please wait a little, then try again."


class SessionNotFound(SpeakingError):
    code = "SESSION_NOT_FOUND"
    status = 404
    default = "We cannot find this session."


class InvalidState(SpeakingError):
    code = "INVALID_STATE"
    status = 409
    default = "This is not possible with this session at the moment."


class InProgress(SpeakingError):
    code = "IN_PROGRESS"
    status = 409
    default = "We are already working on this session."


class LeaseLost(SpeakingError):
    code = "LEASE_LOST"
    status = 409
    default = "This session is being processed elsewhere."


class AudioMissing(SpeakingError):
    code = "AUDIO_MISSING"
    status = 410
    default = "We no longer have this recording. Please record again."


class NoSpeech(SpeakingError):
    code = "NO_SPEECH"
    status = 422
    default = "We could not hear any speech in this recording. Please check your microphone and record again."


class ServiceRefused(SpeakingError):
    code = "SERVICE_REFUSED"
    status = 502
    default = "We could not process this recording, and trying again will not help."


class UnusableAnswer(SpeakingError):
    code = "UNUSABLE_ANSWER"
    status = 502
    default = "Something went wrong while we looked for habits. Your words are safe. Please try again."


class ConfigurationError(SpeakingError):
    code = "NOT_CONFIGURED"
    status = 500
    default = "This app is not fully set up. Please tell the person who runs it."

    @property
    def for_learner(self) -> str:
        """What a learner reads: only the operator can do what the message says."""
        return ConfigurationError.default


class MissingSetting(ConfigurationError):
    """A required setting is missing."""

    def __init__(self, variable: str, enables: str) -> None:
        super().__init__(f"{variable} is not set. It is needed for {enables}.")


class MissingExtra(ConfigurationError):
    """A required extra is missing; `package` is the first missing package, if known."""

    def __init__(self, extra: str, enables: str, *, package: str | None) -> None:
        missed = f'the package "{package}"' if package else f'the extra "{extra}"'
        super().__init__(f"{enables} needs {missed}. Install it with: {install_command(extra)}.")


class ModelUnavailable(ConfigurationError):
    code = "MODEL_UNAVAILABLE"
    default = "The speech recognition model is missing or damaged. To see what to do, run `speaking doctor`."


class DatabaseTooNew(ConfigurationError):
    code = "DATABASE_TOO_NEW"
    default = "A newer version of this app made this database. Please update the app."


class Unavailable(SpeakingError):
    code = "UNAVAILABLE"
    status = 503
    retryable = True
    default = "The service is busy; we will try again in a few minutes."


class ServiceUnavailable(Unavailable):
    code = "SERVICE_UNAVAILABLE"


class StorageUnavailable(Unavailable):
    code = "STORAGE_UNAVAILABLE"
    default = "We cannot store or open recordings at the moment. It usually works again in a few minutes."


class DatabaseUnavailable(Unavailable):
    code = "DATABASE_UNAVAILABLE"
    default = "The database is not available at the moment. Please try again in a few minutes."
