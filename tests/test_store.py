"""The archive on real databases: what is a revision, what a visit, and what a broken history looks like."""

import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from store import Archive, Arrival, StoreError
from store.database import VERSION_TABLE, as_url
from store.digests import time_text
from store.rows import Recorded
from store.search import HEADLINES, SENTENCES
from store.tables import metadata
from tests.captures import NOON, capture, put
from tracker.errors import TrackerError
from tracker.model import Capture
from tracker.tracking import (
    find_history,
    find_story,
    ingest_capture,
    load_raw,
    open_recorder,
    read_capture,
    revision_facts,
    verify_stories,
)


def test_the_same_bytes_from_the_same_source_are_a_visit(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        assert put(archive, capture("It rained."), capture("It rained.", hour=1)) == [
            ("revision", 1, None),
            ("visit", 1, None),
        ]


def test_a_capture_that_is_recorded_already_adds_nothing(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."), capture("It rained.", hour=1))
        before = archive.counts()
        assert put(archive, capture("It rained."), capture("It rained.", hour=1)) == [("known", 1, None)] * 2
        assert archive.counts() == before


def test_the_same_text_from_another_source_is_a_visit_and_its_bytes_are_kept(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.\nIt poured."))
        assert put(archive, capture(b"\xef\xbb\xbfIt rained.\r\nIt poured.", "b.txt", 1)) == [("visit", 1, None)]
        assert archive.counts()["blobs"] == 2


def test_other_quotes_are_a_revision_of_their_own(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        assert put(archive, capture('He said "no".'), capture("He said “no”.", hour=1)) == [
            ("revision", 1, None),
            ("revision", 2, None),
        ]


def test_going_back_is_a_revision_that_says_of_which_it_is_a_revert(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        found = put(archive, capture("It rained."), capture("It snowed.", hour=1), capture("It rained.", hour=2))
        assert found == [("revision", 1, None), ("revision", 2, None), ("revision", 3, 1)]
        story = archive.story("flood")
        assert story is not None
        assert [one.reverts_to for one in revision_facts(archive, story)] == [None, None, 1]


def test_a_source_is_remembered_by_what_it_gave_last_whenever_that_was_captured(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        found = put(
            archive,
            capture("It rained.", "f", 1),
            capture("It snowed.", "f", 2),
            capture("It rained.", "g", 3),
            capture("It rained.", "f", 1),
            capture("It snowed.", "f", 5),
        )
        assert found == [
            ("revision", 1, None),
            ("revision", 2, None),
            ("revision", 3, 1),
            ("visit", 3, None),
            ("revision", 4, 2),
        ]


def test_two_sources_that_take_turns_are_followed_each_for_itself(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        found = put(
            archive,
            capture("It rained.", "a"),
            capture("It snowed.", "b", 1),
            capture("It rained.", "a", 2),
            capture("It snowed.", "b", 3),
            capture("It hailed.", "a", 4),
            capture("It rained.", "a", 5),
        )
        assert found == [
            ("revision", 1, None),
            ("revision", 2, None),
            ("visit", 1, None),
            ("visit", 2, None),
            ("revision", 3, None),
            ("revision", 4, 1),
        ]


def test_a_headline_change_alone_is_a_revision(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        found = put(archive, capture("It rained.", "1", title="Rain"), capture("It rained.", "2", 1, "Flood"))
        assert found == [("revision", 1, None), ("revision", 2, None)]


def test_raw_bytes_come_back_as_they_came(database: str) -> None:
    raw = b"caf\xe9 \x93quoted\x94\r\n"
    with Archive.open(database, create=True) as archive:
        put(archive, capture(raw))
        assert load_raw(archive, "flood", "1") == raw


def test_a_rehearsal_writes_nothing(database: str) -> None:
    Archive.open(database, create=True).close()
    with open_recorder(database, rehearse=True) as recorder:
        one = capture("It rained.")
        assert ingest_capture(read_capture(one), recorder, NOON).arrival is Arrival.REVISION
    with Archive.open(database) as archive:
        assert set(archive.counts().values()) == {0}


def test_a_story_survives_being_closed_and_opened(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained. It poured."), capture("It rained. It stopped.", hour=1))
        before = find_history(archive, "flood", ["1..2"])
    with Archive.open(database) as archive:
        assert find_history(archive, "flood", ["1..2"]) == before


ELSEWHERE = (VERSION_TABLE, SENTENCES, HEADLINES)  # tables that are not described as tables

TAMPERS = [
    ("UPDATE revision SET source = 'other' WHERE seq = 2", "its recorded facts do not give its digest"),
    ("UPDATE revision SET parent_digest = NULL WHERE seq = 2", "it does not follow on the revision before it"),
    ("UPDATE revision SET content_digest = 'x' WHERE seq = 2", "its text, title and byline do not give the digest"),
    ("DELETE FROM revision_sentence WHERE revision_id = 2", "its sentences are not those of its text"),
    ("DELETE FROM note WHERE revision_id = 2", "its notes are not those of its text"),
    ('UPDATE revision_sentence SET "start" = "start" + 1 WHERE revision_id = 2', "its sentences do not stand in its"),
    ("UPDATE sentence SET text = 'It never rained.' WHERE text = 'It rained.'", "a sentence is not what it was"),
    ("UPDATE blob SET data = (SELECT data FROM blob ORDER BY digest LIMIT 1)", "the bytes with digest"),
    (
        "DELETE FROM note; DELETE FROM revision_sentence WHERE revision_id = 2; DELETE FROM revision WHERE seq = 2",
        "revision 2 is missing before it",
    ),
]


@pytest.mark.parametrize(("tamper", "what"), TAMPERS, ids=[what for _, what in TAMPERS])
def test_tampering_is_seen(database: str, tamper: str, what: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It rained. It was day {day} of foo [sic].", hour=day) for day in range(3)))
        assert verify_stories(archive, []).faults == ()
        engine = create_engine(as_url(database))
        with engine.begin() as connection:
            for statement in tamper.split(";"):
                connection.execute(text(statement))
        engine.dispose()
        assert any(what in fault.what for fault in verify_stories(archive, []).faults)


def test_the_migrations_make_the_tables_that_the_code_describes(database: str) -> None:
    Archive.open(database, create=True).close()
    engine = create_engine(as_url(database))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, parents: not str(name).startswith(ELSEWHERE)},
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_somebody_elses_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"tables of something else \(recipes\): not a tracker archive"):
        Archive.open(str(path), create=True)
    assert path.read_bytes() == before


def test_an_archive_of_a_newer_tracker_is_refused(database: str) -> None:
    Archive.open(database, create=True).close()
    engine = create_engine(as_url(database))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="written by a newer tracker"):
        Archive.open(database)


def test_a_revision_is_recorded_whole_or_not_at_all(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Recorded:
        raise RuntimeError("the power went")

    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."))
        before = archive.counts()
        monkeypatch.setattr("store.readings._put_notes", fail)
        with pytest.raises(RuntimeError):
            put(archive, capture("It snowed.", hour=1))
        assert archive.counts() == before


def test_statements_sent_do_not_grow_with_the_sentences(database: str) -> None:
    def sent(sentences: int) -> int:
        return _statements(
            database, capture(" ".join(f"It was day {day}." for day in range(sentences)), f"{sentences}")
        )

    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."))
    assert sent(10) == sent(400)


def _statements(database: str, one: Capture) -> int:
    from sqlalchemy import event

    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    with Archive.open(database) as archive:
        event.listen(archive._engine, "before_cursor_execute", counted)
        put(archive, one)
    return count


def test_unknown_urls_are_refused_in_one_line() -> None:
    refused = ("oracle://x/y", "mysql://x/y", "mysql+nothing://x", "://", "", " ")
    for url in (*refused, "no+driver://u:s3cret@host/db", "postgresql://u:s3cret@host:abc/db"):
        with pytest.raises(StoreError) as caught:
            Archive.open(url, create=True)
        assert "\n" not in str(caught.value)
        assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("title", ["a\ud800b", "a\x00b"])
def test_a_field_that_no_database_could_keep_is_refused(database: str, title: str) -> None:
    with Archive.open(database, create=True) as archive:
        with pytest.raises(TrackerError, match="its title holds characters that are no text"):
            put(archive, capture("It rained.", title=title))
        with pytest.raises(TrackerError, match="no story called"):
            find_story(archive, f"flood{title}")
        assert archive.stories() == ()


def test_a_time_of_another_zone_is_written_as_utc() -> None:
    moment = datetime(2026, 11, 20, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert time_text(moment) == "2026-11-19T23:30:00.000000Z"
