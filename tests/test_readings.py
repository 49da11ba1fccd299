"""What was read from bytes: kept beside them, read again by newer programs, carried through migrations."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from store import Archive, NewReading, NewSentence, RevisionRow, StoreError
from store.database import HEAD, as_url
from store.migrate import upgrade
from tests.captures import capture, put
from tests.conftest import ROOT
from tests.earlier import EARLIER_SCHEMAS, take_back
from tracker.tracking import (
    load_raw,
    load_revision,
    reindex_stories,
    verify_stories,
)


@pytest.mark.parametrize("version", EARLIER_SCHEMAS)
def test_an_archive_of_an_earlier_schema_is_upgraded_with_its_data(seeded: str, tmp_path: Path, version: str) -> None:
    url = seeded if "://" in seeded else str(tmp_path / seeded)
    take_back(url, version)
    if "://" in seeded:
        with pytest.raises(StoreError, match=f"has schema {version}, this tracker needs {HEAD}"):
            Archive.open(url)
    with Archive.open(url, upgrade=True) as archive:
        story = archive.story("belarus-military-agreement")
        assert story is not None
        assert len(archive.revisions(story)) == 6
        list(reindex_stories(archive, [], everything=True))
        assert verify_stories(archive, []).faults == ()
    assert (tmp_path / f"{seeded}.schema-{version}.backup").exists() == ("://" not in seeded)


def test_no_copy_that_an_upgrade_made_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(str(path), create=True) as archive:
        put(archive, capture("It rained."))
    first, second = tmp_path / "a.db.schema-0003.backup", tmp_path / "a.db.schema-0003-2.backup"
    take_back(str(path), "0003")
    Archive.open(str(path)).close()
    kept = first.read_bytes()
    engine = create_engine(as_url(str(path)))
    upgrade(engine, as_url(str(path)), "0003")  # as one that looked before another upgraded
    engine.dispose()
    assert (first.read_bytes(), second.exists()) == (kept, False)
    take_back(str(path), "0003")
    Archive.open(str(path)).close()
    assert (first.read_bytes(), second.exists()) == (kept, True)


def test_what_an_older_splitter_read_is_read_again_and_its_digest_stays(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained. It snowed."), capture("It rained. It hailed. It stopped.", hour=1))
        story = archive.story("flood")
        assert story is not None
        before = archive.revisions(story)
        cut = (NewSentence("It", 0, 2, 0),)
        older = NewReading("It rained. It snowed.", False, "as-it-is 1", "older 1", "older 1", cut, ())
        archive.replace_readings([(before[0], older)])
        assert [one.text for one in archive.readings([before[0]])[0].sentences] == ["It"]
        assert list(reindex_stories(archive, [])) == [("flood", 1, 2)]
        assert list(reindex_stories(archive, [])) == [("flood", 0, 2)]
        assert archive.revisions(story) == before
        assert [one.text for one in archive.readings([before[0]])[0].sentences] == ["It rained.", "It snowed."]
        assert verify_stories(archive, []).faults == ()


def test_a_reading_is_replaced_in_a_whole_story_or_not_at_all(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained."), capture("It snowed.", hour=1))
        story = archive.story("flood")
        assert story is not None
        first, second = archive.revisions(story)

        def readings() -> Iterator[tuple[RevisionRow, NewReading]]:
            yield first, NewReading("It rained.", False, "as-it-is 1", "other 1", "other 1", (), ())
            raise RuntimeError

        with pytest.raises(RuntimeError):
            archive.replace_readings(readings())
        assert archive.revisions(story) == (first, second)
        assert len(archive.readings([first])[0].sentences) == 1


def test_a_page_is_kept_as_it_came_and_its_story_beside_it(database: str) -> None:
    page = (ROOT / "tests" / "cases" / "pages" / "article-footer.html").read_bytes()
    with Archive.open(database, create=True) as archive:
        capture_of_page = replace(capture(page, "a.html"), media_type="text/html")
        put(archive, capture_of_page)
        assert load_raw(archive, "flood", "1") == page
        facts, document = load_revision(archive, "flood", "1")
        assert document.text.startswith("The council of Harlow Creek approved")
        assert [note.kind.value for note in document.notes] == ["correction"]
        assert (facts.title, facts.byline) == ("Council approves bridge", "Ann Lee, Bo Lind")
        assert list(reindex_stories(archive, [], everything=True)) == [("flood", 1, 1)]
        assert load_revision(archive, "flood", "1") == (facts, document)
        assert verify_stories(archive, []).faults == ()
