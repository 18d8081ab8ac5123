import gc

from speaking.settings import Settings
from speaking.web.app import create_app
from speaking.web.garbage import OBJECTS_BEFORE_A_COLLECTION


async def test_a_server_looks_for_garbage_less_often_while_it_serves(settings: Settings) -> None:
    """And leaves the collector of its process as it found it."""
    before = gc.get_threshold()
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        assert gc.get_threshold() == (OBJECTS_BEFORE_A_COLLECTION, *before[1:])
    assert gc.get_threshold() == before
