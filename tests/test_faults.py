"""Faults injected under a writer: a clear word, and what was recorded before stays."""

import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from store import Archive, StoreError, database
from tests.captures import capture, put
from tests.command import run
from tracker.tracking import verify_stories

LONG = " ".join(f"Sentence {at} is here." for at in range(4_000))


def stands(path: str) -> list[int]:
    """Give the revisions that a whole archive has."""
    with Archive.open(path) as archive:
        assert verify_stories(archive, []).faults == ()
        return [row.seq for story in archive.stories() for row in archive.revisions(story)]


@pytest.fixture
def archived(tmp_path: Path) -> str:
    """Give an SQLite archive of one revision."""
    path = str(tmp_path / "archive.db")
    with Archive.open(path, create=True) as archive:
        put(archive, capture("It rained."))
    return path


def test_a_full_disk_is_said_and_nothing_is_half_written(archived: str) -> None:
    with Archive.open(archived) as archive:
        pages = "PRAGMA max_page_count = 120"
        event.listen(archive._engine, "connect", lambda connection, _: connection.execute(pages))
        archive._engine.dispose()
        with pytest.raises(StoreError, match="the database refused: database or disk is full"):
            put(archive, capture(LONG, "b", 1))
    assert stands(archived) == [1]
    with Archive.open(archived) as archive:
        assert put(archive, capture(LONG, "b", 1)) == [("revision", 2, None)]


def test_a_full_file_system_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("a small file system can be mounted by root only")
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", small], check=False, capture_output=True
    ).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        with Archive.open(str(small / "archive.db"), create=True) as archive:
            put(archive, capture("It rained."))
            with pytest.raises(StoreError, match=r"the database refused: (database or disk is full|disk I/O error)"):
                put(archive, *(capture(f"{LONG} {at}.", f"b{at}", at + 1) for at in range(40)))
        kept = stands(str(small / "archive.db"))
        assert kept == list(range(1, len(kept) + 1))
        assert kept
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_read_only_file_is_said_in_one_line(archived: str, tmp_path: Path) -> None:
    with sqlite3.connect(archived) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    url = f"sqlite:///file:{archived}?mode=ro&uri=true"
    with Archive.open(url) as archive, pytest.raises(StoreError, match="attempt to write a readonly database"):
        put(archive, capture("It snowed.", "b", 1))
    assert stands(archived) == [1]


def test_a_database_that_is_locked_for_longer_than_the_patience_is_said(
    archived: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    holder = sqlite3.connect(archived, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Archive.open(archived) as archive:
        assert len(archive.stories()) == 1  # readers are not held up
        with pytest.raises(StoreError, match="the database refused: database is locked"):
            put(archive, capture("It snowed.", "b", 1))
        holder.execute("ROLLBACK")
        holder.close()
        assert put(archive, capture("It snowed.", "b", 1)) == [("revision", 2, None)]


@pytest.mark.parametrize("place", [0, 40, 4096, 3 * 4096])
def test_a_damaged_file_is_told_and_never_replaced_by_an_empty_one(tmp_path: Path, place: int) -> None:
    with Archive.open(str(tmp_path / "tracker.db"), create=True) as archive:
        put(archive, capture("It rained."), *(capture(f"{LONG} {at}.", f"b{at}", at + 1) for at in range(3)))
    path = tmp_path / "tracker.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(path.read_bytes())
    raw[place : place + 60] = b"\xa5" * 60
    path.write_bytes(raw)
    for words in (["verify", "--data"], ["list"], ["log", "flood"]):
        done = run(*words, cwd=tmp_path)
        assert "Traceback" not in done.err
        assert done.code in (0, 1, 2)
        assert done.err.count("\n") <= 1
    assert run("verify", "--data", cwd=tmp_path).code in (1, 2)
    assert path.read_bytes() == bytes(raw)


@contextmanager
def cut_off(url: str, archive: Archive) -> Iterator[None]:
    """End every connection of an archive from the server's side while it writes."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    name = archive._engine.url.database

    def end_it(*_: object) -> None:
        event.remove(archive._engine, "before_cursor_execute", count)
        with engine.connect() as connection:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
            connection.execute(text(query), {"name": name})

    seen = threading.local()

    def count(*_: object) -> None:
        seen.statements = getattr(seen, "statements", 0) + 1
        if seen.statements == 6:
            end_it()

    event.listen(archive._engine, "before_cursor_execute", count)
    yield
    engine.dispose()


def test_a_lost_connection_is_said_and_nothing_is_half_written(new_postgres: str, postgres_url: str) -> None:
    with Archive.open(new_postgres, create=True) as archive:
        put(archive, capture("It rained."))
        with cut_off(postgres_url, archive), pytest.raises(StoreError, match="the database refused: "):
            put(archive, capture(LONG, "b", 1))
        assert verify_stories(archive, []).faults == ()
        assert put(archive, capture(LONG, "b", 1)) == [("revision", 2, None)]
    assert stands(new_postgres) == [1, 2]
