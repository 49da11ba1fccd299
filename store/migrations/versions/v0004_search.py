"""The index for full text search, filled from what the archive holds."""

import sqlalchemy as sa
from alembic import op

from store.search import HEADLINES, SENTENCES, add_words, create_index

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
BATCH = 1_000


def upgrade() -> None:
    """Make the index; its words follow from texts and can always be made again."""
    connection = op.get_bind()
    create_index(connection)
    _fill(connection, SENTENCES, "SELECT id, text FROM sentence")
    _fill(connection, HEADLINES, "SELECT id, COALESCE(title, '') || ' / ' || COALESCE(byline, '') FROM revision")


def _fill(connection: sa.Connection, name: str, query: str) -> None:
    for batch in connection.execute(sa.text(query)).partitions(BATCH):
        add_words(connection, name, {row[0]: row[1] for row in batch})
