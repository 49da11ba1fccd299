"""A hidden text that comes again, by whatever way, is not kept; what stands elsewhere is."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select, text

from store import Archive, StoreError
from store.blobs import blob_bytes
from store.database import as_url
from store.tables import blob
from store.tables import sentence as sentence_table
from tests.captures import capture, put
from tests.set_aside import WORDS, everything, hide, sentence
from tracker.model import Capture
from tracker.tracking import (
    copy_archive,
    export_story,
    find_story,
    load_raw,
    plan_hiding,
    reindex_stories,
    verify_stories,
)

PAGE = "<html><head><title>{}</title></head><body><article><p>{}</p><!-- {} --></article></body></html>"
SECRET = "The wyvern of Lund was seen in the harbour on Tuesday, and nobody there knew why it had come."


def page(title: str, mark: str, hour: int, story: str = "flood") -> Capture:
    """Give a page with the secret in it, and something else that readers do not see."""
    one = capture(PAGE.format(title, SECRET, mark), f"{mark}.html", hour)
    return replace(one, media_type="text/html", story=story, title=None)


def is_kept(url: str, words: str) -> bool:
    """Say whether any bytes in a database hold some words, unpacked as they can be."""
    engine = create_engine(as_url(url))
    with engine.connect() as connection:
        digests = connection.execute(select(blob.c.digest).where(blob.c.codec != "gone")).scalars().all()
        held = [unpacked(connection, digest) for digest in digests]
        held += [one.encode() for one in connection.execute(select(sentence_table.c.text)).scalars()]
    engine.dispose()
    return any(words.encode() in one for one in held)


def unpacked(connection: Connection, digest: str) -> bytes:
    """Give bytes, none where they are damaged."""
    try:
        return blob_bytes(connection, digest)
    except StoreError:
        return b""


def test_a_hidden_text_does_not_come_back_in_other_bytes_or_under_another_headline(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It hailed.", "z"), page("Rain", "one", 1))
        hide(archive, 2)
        assert not is_kept(database, "wyvern")
        assert put(archive, page("Rain, again", "two", 2), page("Snow", "three", 3, "snow")) == [
            ("hidden", 3, None),
            ("hidden", 1, None),
        ]
        plain = [capture(SECRET, "p", 4, "Other"), capture(b"\xef\xbb\xbf" + SECRET.encode(), "q", 5, "Third")]
        assert [arrival for arrival, _, _ in put(archive, *plain, replace(plain[1], story="hail"))] == ["hidden"] * 3
        assert not is_kept(database, "wyvern")
        assert verify_stories(archive, []).faults == ()
        with Archive.open("sqlite://", create=True) as copy:
            list(copy_archive(archive, copy))
            assert put(copy, page("Fourth", "four", 6)) == [("hidden", 6, None)]


@pytest.mark.parametrize("sign", ["\n", "\u00a0", "\u200b ", "  ", " \u00ad"])
def test_a_hidden_text_does_not_come_back_wrapped_anew_or_with_other_spaces(database: str, sign: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It hailed.", "z"), capture(SECRET, "one", 1))
        hide(archive, 2)
        again = SECRET.replace(" ", sign)
        assert [arrival for arrival, _, _ in put(archive, capture(again, "two", 2, "other"))] == ["hidden"]
        assert not is_kept(database, "wyvern")


def test_what_an_earlier_reading_left_behind_goes_too(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, page("Rain", "one", 1), capture("It hailed.", "z", 2))
        monkeypatch.setattr("tracker.text.pages.VERSION", "0")
        monkeypatch.setattr(
            "tracker.text.pages._with_dropped", lambda paragraphs, *_: [*paragraphs, "By another reader."]
        )
        list(reindex_stories(archive, []))
        hide(archive, 1)
        assert not is_kept(database, "wyvern")


def test_a_copy_brings_no_bytes_back_and_two_stories_of_one_text_are_both_copied(database: str) -> None:
    with Archive.open("sqlite://", create=True) as other, Archive.open(database, create=True) as archive:
        put(archive, capture("The wyvern.", "a"))
        list(copy_archive(archive, other))
        put(other, capture(b"\xef\xbb\xbfThe wyvern.", "b", 1))
        hide(archive, 1)
        list(copy_archive(other, archive))
        assert not is_kept(database, "wyvern")
        assert verify_stories(archive, []).faults == ()
    with Archive.open("sqlite://", create=True) as first, Archive.open("sqlite://", create=True) as copy:
        put(first, *(replace(capture("The wire.", story), story=story) for story in ("a", "b")))
        hide(first, 1, key="a")
        list(copy_archive(first, copy))
        assert verify_stories(copy, []).faults == ()
        assert load_raw(copy, "b", "1") == b"The wire."


def test_bytes_that_were_removed_come_back_where_their_text_stands(database: str) -> None:
    marked = capture(b"\xef\xbb\xbfThe wire.", "m", 1)
    with Archive.open(database, create=True) as archive:
        put(archive, replace(marked, story="a"), replace(capture("The wire.", "x"), story="b"))
        hide(archive, 1, key="a")
        assert put(archive, replace(marked, story="b", source="y")) == [("visit", 1, None)]
        assert verify_stories(archive, []).faults == ()
        assert list(export_story(archive, "b"))


def test_a_headline_that_was_hidden_does_not_come_back(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a", title="Mayor Smith drowns"), capture("It snowed.", "b", 1, "Flood"))
        hide(archive, 1)
        hide(archive, 1, headline=True)
        put(archive, capture("It rained.", "c", 2, "Mayor Smith drowns"))
        put(archive, replace(capture("It rained.", "d", 3, "Mayor Smith drowns"), story="other"))
        assert "Smith" not in "".join([*export_story(archive, "flood"), *export_story(archive, "other")])
        assert find_story(archive, "other").title is None


def test_what_was_planned_is_hidden_although_another_revision_is_the_latest_by_now(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
        planned = plan_hiding(archive, "flood", "latest", headline=False)
        put(archive, capture("It hailed.", "c", 2))
        hide(archive, planned.number)
        assert [row.aside for row in archive.revisions(find_story(archive, "flood"))] == [None, "hidden", None]
        assert plan_hiding(archive, "flood", "2", headline=False).already


def wrapped(lines: list[str], number: int) -> str:
    """Join lines, the ends of some of them as Windows has them: other bytes of one text."""
    return "".join(f"{line}{chr(13) * (number >> at & 1)}\n" for at, line in enumerate(lines))


def test_more_bytes_than_one_statement_takes_and_a_damaged_neighbour_hinder_nothing(database: str) -> None:
    lines = [sentence(word) for word in WORDS]
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(wrapped([*lines, f"Day {day}."], 0), f"{day}", day) for day in range(3)))
        put(archive, *(capture(wrapped([*lines, "Day 2."], n), f"v{n}", 3 + n) for n in range(1, 700)))
        assert archive.counts()["visits"] == 699
        smallest = "SELECT MIN(LENGTH(data)) FROM blob WHERE codec = 'zstd-dictionary'"
        engine = create_engine(as_url(database))
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE blob SET data = :none WHERE LENGTH(data) = ({smallest})"), {"none": b"x"})
        engine.dispose()
        hide(archive, 3)
        hide(archive, 1)
        assert [row.aside for row in archive.revisions(find_story(archive, "flood"))] == ["hidden", None, "hidden"]
        assert not is_kept(database, "Day 2.")


def test_while_another_process_reads_the_file_it_is_said_that_the_text_lingers(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(str(path), create=True) as archive:
        put(archive, capture("The wyvern.", "a"), capture("It snowed.", "b", 1))
        with sqlite3.connect(path) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT COUNT(*) FROM sentence").fetchone()
            with pytest.raises(StoreError, match="its text lingers in the file while others read it"):
                archive_that_does_not_wait(path)
        reader.close()
        with pytest.raises(StoreError, match="revision 1 is hidden already"):
            hide(archive, 1)
    assert b"wyvern" not in everything(tmp_path)


def archive_that_does_not_wait(path: Path) -> None:
    """Hide the first revision without the patience that a person needs."""
    with Archive.open(str(path)) as archive, archive._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 100")
        connection.close()
        hide(archive, 1)
