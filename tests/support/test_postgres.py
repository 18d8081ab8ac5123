"""The PostgreSQL that other tests rely on."""

import psycopg
import pytest


@pytest.mark.parametrize("turn", range(2))
def test_every_test_gets_an_empty_database(postgres_url: str, turn: int) -> None:
    """What one test leaves behind no other test sees."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE left_behind (id int)")
        [version] = connection.execute("SHOW server_version_num").fetchone() or ["0"]
        assert int(version) >= 180000
