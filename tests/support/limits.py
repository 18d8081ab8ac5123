"""Why some tests may take longer than the minute in pyproject.toml.

pytestmark = starts_processes
"""

import pytest

starts_processes = pytest.mark.timeout(300)
"""One of our processes needs seconds to start, and half a minute on a busy machine."""

loads_a_model = pytest.mark.timeout(300)
"""So does a speech or language model, and transcribing the example takes even longer."""

drives_a_browser = pytest.mark.timeout(300)
"""So does a browser, which draws every step."""

works_on_many_sessions = pytest.mark.timeout(300)
"""They take turns to write; together they need seconds even on an idle machine."""

builds_a_wheel = pytest.mark.timeout(600)
"""The wheel is built and installed first, and then a minute and a half of speech may be transcribed."""

stops_a_thousand_times = pytest.mark.timeout(300)
"""Each stop has a worker of its own."""
