"""Why we refuse a recording or a request, where the default in `speaking.errors` says too little."""

EMPTY_RECORDING = "The recording is empty. Please check your microphone and record again."
EMPTY_FILE = "The file is empty. Please record again or choose another file."
NOT_AUDIO = "We cannot read this kind of file. Please send a WebM, MP4 (M4A), Ogg, WAV, MP3 or FLAC file."
DAMAGED = "This recording is damaged or incomplete, so we cannot play it. Please record or export it again."
NO_SOUND = "We cannot find any sound that we can play in this file. Please send another one."
TOO_SHORT = "The recording is shorter than a second. Please speak for a minute or more."
TOO_LONG = "The recording is longer than two hours. Please send it in shorter parts."

RECORDING_GONE = "We no longer have the recording of this session. Please record again."
NOT_UPLOADED = "The recording has not arrived yet. Please upload it first."
DELETED_MEANWHILE = "The session was deleted while its recording was on its way."
NOT_FAILED = "You can only try a session again if it did not work."

OTHER_MACHINE = "You can only use this app on the computer that it runs on."
SIGN_IN_FAILED = "Signing in did not work. Please try again."
SIGN_IN_UNAVAILABLE = "Sign-in is not available at the moment. Please try again later."

NO_PAGE = "There is nothing at this address."
WRONG_METHOD = "This address does not accept this kind of request."


def check(names: str) -> str:
    """Fields of a request that are missing or not valid."""
    return f"Please check {names}: the value is missing or not valid."
