"""Why some tests may last longer than the minute of pyproject.toml.

pytestmark = starts_processes
"""

import pytest

starts_processes = pytest.mark.timeout(300)
"""One of our processes needs seconds until it works, and on a busy machine half a minute."""

loads_a_model = pytest.mark.timeout(300)
"""So does a speech or language model, and listening to the example takes longer still."""

drives_a_browser = pytest.mark.timeout(300)
"""So does a browser, and every step in it is drawn."""

works_on_many_sessions = pytest.mark.timeout(300)
"""Each waits for its turn to write; together they need seconds when nothing else runs."""

builds_a_wheel = pytest.mark.timeout(600)
"""The wheel is built and installed first, and then a minute and a half may be written down."""

stops_a_thousand_times = pytest.mark.timeout(300)
"""Each stop is a worker of its own."""
