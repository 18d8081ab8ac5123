"""Runs the migrations on the connection that `speaking.db.database.migrate` provides."""

from alembic import context

from speaking.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="speaking_migrations",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
