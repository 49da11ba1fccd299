"""The one door to an archive: one method for one question."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from store.aside import DecisionKind, DecisionRow, NewDecision, Sharing
from store.blobs import blob_bytes
from store.database import HEAD, backups, compact, open_engine, shown, writing
from store.deciding import decide, decided_between, decision_rows, sweep_hidden
from store.errors import StoreError, plainly
from store.finding import find_ends, find_noted, find_texts
from store.hiding import sharing
from store.histories import (
    all_stories,
    kept_contents,
    kept_readings,
    kept_texts,
    note_rows,
    revision_rows,
    story_row,
    table_counts,
    visit_counts,
    visit_rows,
)
from store.naming import add_alias, aliases, drop_alias, rename
from store.readings import replace_reading
from store.recording import record_all
from store.restoring import restore
from store.retrying import patiently
from store.rows import (
    Captured,
    Fault,
    FoundText,
    Head,
    Kept,
    KeptReading,
    NewNote,
    NewReading,
    NotedTerm,
    Recorded,
    Restored,
    RevisionRow,
    StoryRow,
    TermRow,
    VisitRow,
)
from store.tables import story
from store.terms import drop_term, kept_terms, noted_terms, put_terms
from store.verifying import chain_faults, data_faults, heads
from store.words import Phrase

Recorder = Callable[[Sequence[Captured], datetime], list[Recorded]]


class Archive:
    """Every revision of every story in one database. Open it with `Archive.open`; close it when done."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine whose schema is at head."""
        self._engine = engine
        self._held: Connection | None = None

    @classmethod
    def open(cls, database: str, *, create: bool = False, upgrade: bool = False, as_is: bool = False) -> Self:
        """Open an archive by URL or path; with `create`, make it where there is none. Raise StoreError.

        An older SQLite archive is upgraded after a backup beside it, unless `as_is`; one on a server with `upgrade`.
        """
        return cls(open_engine(database, create=create, upgrade=upgrade, as_is=as_is))

    def __enter__(self) -> Self:
        """Give the archive, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Answer every question until the end of the block from one state of the archive, whoever writes meanwhile."""
        if self._held is not None:
            yield
            return
        with plainly(), self._engine.connect() as connection:
            if connection.dialect.name != "sqlite":  # which reads what stood when it first looked
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._held is not None:
            with plainly():
                yield self._held
            return
        with plainly(), self._engine.connect() as connection:
            yield connection

    def record(self, captures: Sequence[Captured], now: datetime) -> list[Recorded]:
        """Record captures in one transaction, each a revision, a visit, or nothing where it is known.

        Where two writers hinder each other, the database lets one go on; the other tries again, a few times.
        """
        return patiently(self._engine, lambda connection: record_all(connection, captures, now))

    def restore(self, given: Restored) -> tuple[int, int]:
        """Write a story out of an export, whole or not at all; give how many revisions and visits were new."""
        with plainly(), writing(self._engine).begin() as connection:
            return restore(connection, given)

    @contextmanager
    def rehearsal(self) -> Iterator[Recorder]:
        """Give a `record` whose writes are all undone at the end: what would happen, without it happening."""
        with plainly(), writing(self._engine).connect() as connection, connection.begin() as transaction:
            yield partial(record_all, connection)
            transaction.rollback()

    def replace_readings(self, readings: Iterable[tuple[RevisionRow, NewReading]]) -> None:
        """Put other readings in the place of those of some revisions, all of them or none.

        One that was hidden in the meantime stays without.
        """
        with plainly(), writing(self._engine).begin() as connection:
            for of, reading in readings:
                replace_reading(connection, of, reading)

    def stories(self) -> tuple[StoryRow, ...]:
        """Give every story by key."""
        with self._reading() as connection:
            return all_stories(connection)

    def story(self, name: str) -> StoryRow | None:
        """Give a story by its key, or by another of its names."""
        with self._reading() as connection:
            return story_row(connection, name)

    def rename_story(self, of: StoryRow, key: str) -> None:
        """Give a story another key; the one it had still leads to it. StoreError where the key is another's."""
        with plainly(), writing(self._engine).begin() as connection:
            rename(connection, of.id, key)

    def add_alias(self, of: StoryRow, name: str) -> bool:
        """Let another name lead to a story; say whether it did not before. StoreError where it is another's."""
        with plainly(), writing(self._engine).begin() as connection:
            return add_alias(connection, of.id, name)

    def drop_alias(self, of: StoryRow, name: str) -> bool:
        """Let a name no longer lead to a story; say whether it did."""
        with plainly(), writing(self._engine).begin() as connection:
            return drop_alias(connection, of.id, name)

    def created_at(self, of: StoryRow) -> datetime:
        """Give when a story was first recorded."""
        with self._reading() as connection:
            found: datetime = connection.execute(select(story.c.created_at).where(story.c.id == of.id)).scalar_one()
            return found

    def aliases(self, of: StoryRow) -> tuple[str, ...]:
        """Give the other names of a story."""
        with self._reading() as connection:
            return aliases(connection, of.id)

    def revisions(self, of: StoryRow) -> tuple[RevisionRow, ...]:
        """Give a story's revisions in order."""
        with self._reading() as connection:
            return revision_rows(connection, of)

    def visit_counts(self, of: StoryRow) -> dict[int, tuple[int, datetime]]:
        """Count the visits of each revision of a story, by its number, and give the time of the latest."""
        with self._reading() as connection:
            return visit_counts(connection, of)

    def visits(self, of: StoryRow) -> tuple[VisitRow, ...]:
        """Give a story's visits in order."""
        with self._reading() as connection:
            return visit_rows(connection, of)

    def bytes_of(self, digest: str) -> bytes:
        """Give the bytes with a digest, checked against it."""
        with self._reading() as connection:
            return blob_bytes(connection, digest)

    def raw(self, of: RevisionRow) -> bytes:
        """Give the bytes of a revision as they came, checked against their digest."""
        with self._reading() as connection:
            return blob_bytes(connection, of.raw_digest)

    def contents(self, of: Sequence[RevisionRow]) -> tuple[Kept, ...]:
        """Give what is kept of some revisions, in their order: bytes or text, checked, and its reading."""
        with self._reading() as connection:
            return kept_contents(connection, of)

    def texts(self, of: Sequence[RevisionRow]) -> tuple[bytes, ...]:
        """Give the texts of some revisions, in their order, checked: extracted ones in UTF-8, others as they came."""
        with self._reading() as connection:
            return kept_texts(connection, of)

    def readings(self, of: Sequence[RevisionRow]) -> tuple[KeptReading, ...]:
        """Give the sentences and the notes of some revisions, in their order, and nothing of their bytes."""
        with self._reading() as connection:
            return kept_readings(connection, of)

    def notes(self, of: RevisionRow) -> tuple[NewNote, ...]:
        """Give a revision's editorial notes in order."""
        with self._reading() as connection:
            return note_rows(connection, of)

    def decide(self, of: RevisionRow, new: NewDecision) -> None:
        """Hide a revision's text for good, retract the revision, or take it back; StoreError where that cannot be.

        After a text was removed the database is asked to write anew what it was in, also where that had been done
        before: a run that was stopped in between is ended by another one.
        """
        with plainly():
            try:
                with writing(self._engine).begin() as connection:
                    decide(connection, of.story_id, of.seq, new)
            except StoreError:  # what the database itself refused has written nothing
                if new.kind is DecisionKind.HIDDEN:
                    with writing(self._engine).begin() as connection:
                        sweep_hidden(connection, of.story_id, of.seq)
                self._compact_after(new)
                raise
            self._compact_after(new)

    def _compact_after(self, new: NewDecision) -> None:
        if new.kind is DecisionKind.HIDDEN:
            compact(self._engine)

    def decisions(self, of: StoryRow) -> tuple[DecisionRow, ...]:
        """Give what was decided about a story's revisions, in order."""
        with self._reading() as connection:
            return decision_rows(connection, of.id)

    def decided_between(self, since: datetime, until: datetime | None) -> tuple[tuple[str, DecisionRow], ...]:
        """Give the decisions of a period about revisions of any story, each with the story's key, in order."""
        with self._reading() as connection:
            return decided_between(connection, since, until)

    def backups(self) -> tuple[str, ...]:
        """Give the paths of the copies that upgrades made beside an SQLite archive."""
        return backups(self._engine.url)

    def sharing(self, of: RevisionRow) -> tuple[Sharing, ...]:
        """Give the other revisions that have sentences of a revision, with how many; those that have most first."""
        with self._reading() as connection:
            return sharing(connection, of)

    def find_texts(self, sought: Sequence[Phrase], of: StoryRow | None, limit: int) -> tuple[FoundText, ...]:
        """Give headlines and sentences of a story, or of all, that have all the phrases, the newest first."""
        with self._reading() as connection:
            return find_texts(connection, sought, of.id if of else None, limit)

    def find_noted(self, sought: Sequence[Phrase], of: StoryRow | None, limit: int) -> tuple[FoundText, ...]:
        """Give the sentences in notes that have all the phrases, in the revisions where they are, the newest first."""
        with self._reading() as connection:
            return find_noted(connection, sought, of.id if of else None, limit)

    def find_ends(
        self, sought: Sequence[Phrase], of: StoryRow | None, limit: int, *, last: bool
    ) -> tuple[FoundText, ...]:
        """Give for each story, or for one, what first had all the phrases, or what had them last."""
        with self._reading() as connection:
            return find_ends(connection, sought, of.id if of else None, limit, last=last)

    def kept_terms(self) -> tuple[TermRow, ...]:
        """Give the misnamed terms kept by hand."""
        with self._reading() as connection:
            return kept_terms(connection)

    def noted_terms(self) -> tuple[NotedTerm, ...]:
        """Give what the notes of every story say of misnamed terms."""
        with self._reading() as connection:
            return noted_terms(connection)

    def put_terms(self, rows: Iterable[TermRow]) -> int:
        """Keep terms, all of them or none; give how many were not there as they are now."""
        with plainly(), writing(self._engine).begin() as connection:
            return put_terms(connection, rows)

    def drop_term(self, word: str) -> bool:
        """Forget a term kept by hand; say whether there was one."""
        with plainly(), writing(self._engine).begin() as connection:
            return drop_term(connection, word)

    def counts(self) -> dict[str, int]:
        """Count what the archive holds, table by table, and the bytes of its blobs, raw and as kept."""
        with self._reading() as connection:
            return table_counts(connection)

    def describe(self) -> dict[str, str]:
        """Say what database this is, and the version of its schema."""
        return {
            "database": shown(self._engine.url),
            "engine": self._engine.dialect.name,
            "schema": HEAD,
        }

    def faults(self, of: StoryRow, data: Sequence[RevisionRow] = ()) -> Iterator[Fault]:
        """Check a story's chain, and the bytes and sentences of some of its revisions; give what is not as it was."""
        yield from chain_faults(of, self.revisions(of), self.decisions(of))
        if data:
            with self._reading() as connection:
                yield from data_faults(connection, of, data)

    def heads(self) -> tuple[Head, ...]:
        """Give the latest digest of each story."""
        with self._reading() as connection:
            return heads(connection)
