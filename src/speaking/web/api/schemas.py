"""The JSON of the API that nobody else needs, in camelCase."""

from speaking.documents.session_document import Moment, SessionSummary, Wire
from speaking.states import StoredStatus


class Accepted(Wire):
    id: str
    status: StoredStatus
    created_at: Moment
    estimated_wait_secs: int


class SessionPage(Wire):
    sessions: list[SessionSummary]
    total: int
    page: int
    limit: int


class Ok(Wire):
    ok: bool = True
