"""Run the migration scripts over the connection that the migrator hands in."""

from __future__ import annotations

from alembic import context

# One transaction for all scripts is begun and ended by the migrator; a second
# one of alembic's own would commit half of the work.
context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
