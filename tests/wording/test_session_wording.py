"""Sessions in a learner's words."""

import pytest

from speaking.states import SessionStatus
from speaking.wording.session_wording import session_title, state_in_history


@pytest.mark.parametrize("status", list(SessionStatus))
def test_every_status_but_done_has_words(status: SessionStatus) -> None:
    """A session that is ready speaks for itself; any other says where it has got to."""
    assert bool(state_in_history(status, will_retry=False)) is (status is not SessionStatus.DONE)


def test_a_session_that_will_be_tried_again_says_so() -> None:
    """A wait is not a failure."""
    waiting, failed = (state_in_history(SessionStatus.FAILED, will_retry=retry) for retry in (True, False))
    assert "try again" in waiting
    assert waiting != failed


def test_a_session_is_called_by_its_topic_or_its_prompt() -> None:
    """What the learner typed comes first; without either it is untitled."""
    assert session_title("My garden", "Talk about a hobby.") == "My garden"
    assert session_title(" ", "Talk about a hobby.") == "Talk about a hobby."
    assert session_title(None, None) == "Untitled session"
