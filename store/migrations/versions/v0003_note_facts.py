"""What else a note says: its date, who signed it, and whether its term stands in the text too."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what older finders found does not say until it is read again."""
    op.add_column("note", sa.Column("date", sa.Text))
    op.add_column("note", sa.Column("author", sa.Text))
    op.add_column("note", sa.Column("in_body", sa.Boolean))
    op.create_table(
        "term",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("term", sa.Text, nullable=False),
        sa.Column("correct", sa.Text),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remark", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
        sa.UniqueConstraint("term", name="uq_term_term"),
    )
