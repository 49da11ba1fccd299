"""The index behind the search: its words, its upgrade, its writers."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

from store import Archive
from store.search import SENTENCES, add_words, create_index
from store.words import fold_words, index_words
from tests.command import run
from tests.conftest import ROOT
from tests.earlier import take_back
from tracker.tracking import search_archive, verify_stories


def test_the_index_cuts_words_where_the_search_does() -> None:
    characters = [chr(code) for code in range(0x20, 0x30000) if fold_words(f"a{chr(code)}b")]
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_index(connection)
        add_words(connection, SENTENCES, {at: f"a{one}b {one}" for at, one in enumerate(characters, 1)})
        connection.execute(text(f"CREATE VIRTUAL TABLE seen USING fts5vocab({SENTENCES}, instance)"))
        kept = connection.execute(text("SELECT doc, term FROM seen ORDER BY doc, offset")).all()
    seen: dict[int, list[str]] = {}
    for row, term in kept:
        seen.setdefault(row, []).append(term)
    for at, one in enumerate(characters, 1):
        assert seen[at] == index_words(fold_words(f"a{one}b {one}")), hex(ord(one))


def test_a_headline_is_found_after_an_upgrade(seeded: str, tmp_path: Path) -> None:
    url = seeded if "://" in seeded else str(tmp_path / seeded)
    take_back(url, "0003")
    with Archive.open(url, upgrade=True) as archive:
        hits = search_archive(archive, ["lukashenko approves"], None, 5).hits
        assert [(one.where, one.runs) for one in hits] == [("headline", ((1, 6),))]
        assert len(search_archive(archive, ["draft amendment"], None, 5).hits) == 3


WRITER = """
import sys
from datetime import UTC, datetime
import tracker
url, story, backwards = sys.argv[1:]
with tracker.Archive.open(url) as archive:
    for day in range(1, 7):
        sentences = [f"Sentence {at} of day {day} is here." for at in range(300)]
        text = " ".join(reversed(sentences) if backwards == "yes" else sentences)
        tracker.ingest_text(archive, story, text, captured_at=datetime(2026, 11, day, tzinfo=UTC))
"""


def test_two_writers_of_the_same_sentences_in_another_order_do_not_wait_for_one_another(database: str) -> None:
    Archive.open(database, create=True).close()
    words = [("one", "no"), ("two", "yes")]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, database, *of], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for of in words
    ]
    told = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    with Archive.open(database) as archive:
        assert [story.revisions for story in archive.stories()] == [6, 6]
        assert archive.counts()["sentences"] == 6 * 300
        found = search_archive(archive, ["sentence 7 of day 3"], None, 5).hits
        assert [(one.story, one.runs) for one in found] == [("one", ((3, 3),)), ("two", ((3, 3),))]
        assert verify_stories(archive, []).faults == ()


def test_a_rehearsal_upgrades_no_older_archive(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n")
    assert run("ingest", "a.txt", cwd=tmp_path).code == 0
    take_back(str(tmp_path / "tracker.db"), "0004")
    before = (tmp_path / "tracker.db").read_bytes()
    done = run("ingest", "a.txt", "--dry-run", cwd=tmp_path)
    assert (done.code, "has schema 0004" in done.err) == (2, True)
    assert (tmp_path / "tracker.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.db*")) == ["tracker.db"]
