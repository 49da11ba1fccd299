"""Verification: what is damaged is told, what is stale is no damage, and a rewritten chain is seen from outside."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from sqlalchemy import create_engine, text, update

from store import Archive, NewReading, NewSentence, StoreError
from store.database import as_url
from store.digests import content_digest, revision_digest
from store.tables import blob
from tests.captures import capture, put
from tests.command import run
from tracker.errors import TrackerError
from tracker.overview import Fault
from tracker.text.reading import read_document
from tracker.tracking import compare_heads, hide_revision, verify_stories
from tracker.tracking.ingesting import new_reading

KEY = "belarus-military-agreement"


def change(url: str, *statements: str) -> None:
    engine = create_engine(as_url(url))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_the_chain_alone_sees_facts_and_the_data_sees_bytes(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It rained for {day} days.", f"{day}", day) for day in range(3)))
        change(database, "UPDATE blob SET data = (SELECT data FROM blob ORDER BY digest LIMIT 1)")
        assert verify_stories(archive, [], 0.0).faults == ()
        assert len(verify_stories(archive, []).faults) >= 2
        change(database, "UPDATE revision SET source = 'other' WHERE seq = 2")
        fault = Fault("flood", 2, "its recorded facts do not give its digest")
        assert verify_stories(archive, [], 0.0).faults == (fault,)


def test_a_sample_looks_at_a_part_of_the_data_chosen_by_chance(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It rained for {day} days.", f"{day}", day) for day in range(20)))
        assert [verify_stories(archive, [], share).data for share in (0.0, 0.05, 0.06, 0.5, 1.0)] == [0, 1, 2, 10, 20]
        change(database, "UPDATE revision SET content_digest = 'x' WHERE seq = 7")
        found = {bool(verify_stories(archive, [], 0.5).faults) for _ in range(40)}
        assert found == {True, False}


def test_what_older_readers_read_is_stale_and_no_damage(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained. It snowed."))
        (story,) = archive.stories()
        (row,) = archive.revisions(story)
        sentences = (NewSentence("It rained. It snowed.", 0, 21, 0),)
        older = NewReading("It rained. It snowed.", False, "as-it-is 1", "older 1", "older 1", sentences, ())
        archive.replace_readings([(row, older)])
        verified = verify_stories(archive, [])
        assert (verified.faults, verified.stale) == ((), 1)


def test_a_reading_that_is_not_the_bytes_is_seen_however_well_it_was_forged(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained on Monday."))
        (story,) = archive.stories()
        (row,) = archive.revisions(story)
        forged = new_reading(read_document("It rained on Friday."), "trafilatura 9", row.note_finder)
        archive.replace_readings([(row, forged)])
        digest = content_digest("It rained on Friday.", row.title, row.byline)
        change(database, f"UPDATE revision SET content_digest = '{digest}'")
        assert verify_stories(archive, []).faults == (Fault("flood", 1, "its text is not its bytes decoded"),)


def test_bytes_that_came_back_to_a_hidden_revision_are_seen(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It rained for {day} days.", f"{day}", day) for day in range(2)))
        (story,) = archive.stories()
        kept = archive.revisions(story)[0].raw_digest
        raw = archive.raw(archive.revisions(story)[0])
        hide_revision(archive, "flood", "1", "a court's order", datetime(2026, 11, 20, tzinfo=UTC), headline=False)
        assert verify_stories(archive, []).faults == ()
        engine = create_engine(as_url(database))
        with engine.begin() as connection:
            again = {"codec": "zstd", "data": zstandard.compress(raw)}
            connection.execute(update(blob).where(blob.c.digest == kept).values(again))
        engine.dispose()
        assert verify_stories(archive, []).faults == (Fault("flood", 1, "it is hidden and its bytes are still there"),)


def test_a_database_without_an_archive_is_not_made_one_by_looking(database: str) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="no archive at "):
            Archive.open(database)


def rewrite(url: str, archive: Archive) -> None:
    """Write a whole chain anew, as somebody would who wants nothing to be seen."""
    (story,) = archive.stories()
    parent = None
    for row in archive.revisions(story):
        change(url, f"UPDATE revision SET source = 'forged' WHERE id = {row.id}")
        (forged,) = [one for one in archive.revisions(story) if one.id == row.id]
        digest = revision_digest(parent, story.uid, row.seq, row.raw_digest, forged)
        before = f"'{parent}'" if parent else "NULL"
        change(url, f"UPDATE revision SET parent_digest = {before}, digest = '{digest}' WHERE id = {row.id}")
        parent = digest


def test_a_chain_written_anew_is_seen_against_heads_kept_elsewhere_and_not_without(seeded: str, tmp_path: Path) -> None:
    heads = tmp_path / "heads.txt"
    heads.write_text(run("verify", "--heads", cwd=tmp_path, db=seeded).out)
    assert run("verify", "--against", heads, cwd=tmp_path, db=seeded).code == 0
    url = seeded if "://" in seeded else str(tmp_path / seeded)
    with Archive.open(url) as archive:
        rewrite(url, archive)
        assert verify_stories(archive, []).faults == ()
        assert list(compare_heads(archive, heads)) == [Fault(KEY, 6, "its digest is not the one that was written down")]
    done = run("verify", "--against", heads, cwd=tmp_path, db=seeded)
    assert (done.code, done.out.split("\n")[0]) == (
        1,
        f"{KEY}, revision 6: its digest is not the one that was written down",
    )


def test_a_history_cut_short_is_seen_against_heads_and_one_that_grew_is_whole(database: str, tmp_path: Path) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."), capture("It snowed.", "b", 1))
        heads = tmp_path / "heads.txt"
        heads.write_text("".join(f"{one.digest} {one.seq} {one.uid} {one.story}\n" for one in archive.heads()))
        put(archive, capture("It hailed.", "c", 2))
        assert list(compare_heads(archive, heads)) == []
        change(
            database,
            "DELETE FROM note",
            "DELETE FROM revision_sentence WHERE revision_id > 1",
            "DELETE FROM revision WHERE seq > 1",
        )
        assert verify_stories(archive, []).faults == ()
        assert [one.what for one in compare_heads(archive, heads)] == ["it is missing, whose digest was written down"]
        heads.write_text("no head at all\n")
        with pytest.raises(TrackerError, match="line 1: no head"):
            list(compare_heads(archive, heads))
        heads.write_text("\n")
        with pytest.raises(TrackerError, match="holds no heads"):
            list(compare_heads(archive, heads))
