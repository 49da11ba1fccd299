"""The first schema: stories, revisions, visits, blobs, sentences, notes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create every table."""
    _stories()
    _revisions()
    _sentences()


def _stories() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sa.UniqueConstraint("uid", name="uq_story_uid"),
        sa.UniqueConstraint("key", name="uq_story_key"),
    )
    op.create_table(
        "story_alias",
        sa.Column("alias", sa.String(200), nullable=False),
        sa.Column("story_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_story_alias"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_alias_story_id"),
    )
    op.create_index("ix_story_alias_story_id", "story_alias", ["story_id"])
    op.create_table(
        "blob",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("codec", sa.String(16), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blob"),
    )


def _revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("story_id", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("parent_digest", sa.String(64)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content_digest", sa.String(64), nullable=False),
        sa.Column("raw_digest", sa.String(64), nullable=False),
        sa.Column("encoding", sa.String(32), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("extractor", sa.String(100), nullable=False),
        sa.Column("text_digest", sa.String(64)),
        sa.Column("title", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("published_at", _TIME),
        sa.Column("captured_at", _TIME, nullable=False),
        sa.Column("segmenter", sa.String(100), nullable=False),
        sa.Column("note_finder", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_revision_story_id"),
        sa.ForeignKeyConstraint(["raw_digest"], ["blob.digest"], name="fk_revision_raw_digest"),
        sa.ForeignKeyConstraint(["text_digest"], ["blob.digest"], name="fk_revision_text_digest"),
        sa.UniqueConstraint("story_id", "seq", name="uq_revision_story_id_seq"),
        sa.UniqueConstraint("digest", name="uq_revision_digest"),
    )
    op.create_index("ix_revision_raw_digest", "revision", ["raw_digest"])
    op.create_index("ix_revision_story_id_content_digest", "revision", ["story_id", "content_digest"])
    op.create_index("ix_revision_story_id_source", "revision", ["story_id", "source"])
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("story_id", sa.Integer, nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("captured_at", _TIME, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("raw_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_visit_story_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_visit_revision_id"),
        sa.ForeignKeyConstraint(["raw_digest"], ["blob.digest"], name="fk_visit_raw_digest"),
    )
    op.create_index("ix_visit_story_id", "visit", ["story_id"])
    op.create_index("ix_visit_revision_id", "visit", ["revision_id"])


def _sentences() -> None:
    op.create_table(
        "sentence",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sentence"),
        sa.UniqueConstraint("digest", name="uq_sentence_digest"),
    )
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
    )
    op.create_index("ix_revision_sentence_sentence_id", "revision_sentence", ["sentence_id"])
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("hedged", sa.Boolean, nullable=False),
        sa.Column("term", sa.Text),
        sa.Column("correct", sa.Text),
        sa.Column("alternatives", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("position", sa.Integer),
        sa.Column("rule", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_note_revision_id"),
    )
    op.create_index("ix_note_revision_id_start", "note", ["revision_id", "start"])
