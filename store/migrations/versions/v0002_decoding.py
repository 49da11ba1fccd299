"""Why a revision was read in its encoding."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was recorded before does not say."""
    op.add_column("revision", sa.Column("decoding", sa.Text))
