"""What was decided about revisions: hidden, retracted; bytes packed against others; sentences without a row number."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
DIGESTS = {
    "blob": ["digest"],
    "revision": ["parent_digest", "digest", "content_digest", "raw_digest", "text_digest"],
    "visit": ["raw_digest"],
    "sentence": ["digest"],
}


def upgrade() -> None:
    """Add the table and the columns; nothing was decided before."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("story_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("parent_digest", sa.String(64)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("headline", sa.Boolean, nullable=False),
        sa.Column("text_digest", sa.String(64)),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_decision_story_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_decision_revision_id"),
        sa.UniqueConstraint("story_id", "number", name="uq_decision_story_id_number"),
        sa.UniqueConstraint("digest", name="uq_decision_digest"),
    )
    op.create_index("ix_decision_revision_id", "decision", ["revision_id"])
    op.add_column("revision", sa.Column("aside", sa.String(16)))
    refers = "CONSTRAINT fk_blob_dictionary REFERENCES blob (digest)"  # in place: SQLite adds no constraint later
    op.execute(f"ALTER TABLE blob ADD COLUMN dictionary VARCHAR(64) {refers}")
    op.drop_index("ix_revision_raw_digest", "revision")  # asked once in a while, when something is hidden
    if op.get_bind().dialect.name == "sqlite":
        _without_row_numbers()
        _digests_in_bytes()


def _digests_in_bytes() -> None:
    """Keep digests in 32 bytes in the place of 64 letters; what refers to them is looked at in the end."""
    op.execute("PRAGMA defer_foreign_keys = ON")
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    driver.create_function("from_hex", 1, lambda digest: bytes.fromhex(digest) if digest else None, deterministic=True)
    for table, columns in DIGESTS.items():
        changes = ", ".join(f"{column} = from_hex({column})" for column in columns)
        op.execute(f"UPDATE {table} SET {changes}")


def _without_row_numbers() -> None:
    """Make the table of the sentences' places anew, with its key as its only tree; nothing refers to it."""
    op.drop_index("ix_revision_sentence_sentence_id", "revision_sentence")
    op.rename_table("revision_sentence", "places_before")
    op.create_table(
        "revision_sentence",
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sentence_id", sa.Integer, nullable=False),
        sa.Column("paragraph", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("revision_id", "position", name="pk_revision_sentence"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_revision_sentence_revision_id"),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], name="fk_revision_sentence_sentence_id"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO revision_sentence SELECT * FROM places_before ORDER BY revision_id, position")
    op.drop_table("places_before")
    op.create_index("ix_revision_sentence_sentence_id", "revision_sentence", ["sentence_id"])
