"""The PostgreSQL database that other tests rely on."""

import psycopg
import pytest


@pytest.mark.parametrize("turn", range(2))
def test_every_test_gets_an_empty_database(postgres_url: str, turn: int) -> None:
    """No test sees what another one leaves behind."""
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE left_behind (id int)")
        [version] = connection.execute("SHOW server_version_num").fetchone() or ["0"]
        assert int(version) >= 180000


@pytest.mark.parametrize("turn", range(2))
def test_a_database_that_is_used_again_holds_no_row(migrated_postgres_url: str, turn: int) -> None:
    """It is the same database, migrated once."""
    with psycopg.connect(migrated_postgres_url) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
        connection.execute(
            'INSERT INTO users (id, "externalId", "updatedAt") VALUES (%s, %s, now())', ["a", "b"]
        )


@pytest.mark.parametrize("turn", range(2))
def test_a_database_that_was_changed_is_not_used_again(migrated_postgres_url: str, turn: int) -> None:
    """A test that adds or drops a table spoils no other test."""
    with psycopg.connect(migrated_postgres_url, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM insights").fetchone() == (0,)
        connection.execute("DROP TABLE insights CASCADE")
        connection.execute("CREATE TABLE left_behind (id int)")
