"""A hidden text is nowhere any more and does not come back; all else stays as it was."""

import sqlite3
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select, text

from store import Archive, StoreError
from store.blobs import blob_bytes
from store.database import as_url
from store.tables import blob
from store.tables import sentence as sentence_table
from tests.captures import NOON, capture, put
from tests.set_aside import WORDS, ask, documents, hide, sentence
from tracker.errors import TrackerError
from tracker.model import Capture
from tracker.tracking import (
    copy_archive,
    export_story,
    find_story,
    load_facts,
    load_raw,
    plan_hiding,
    reindex_stories,
    search_archive,
    verify_stories,
)


def test_a_hidden_text_is_in_no_file_and_all_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(str(path), create=True) as archive:
        for number in range(40):
            texts = [sentence(WORDS[(number + k) % 10]) for k in range(6)]
            put(archive, capture("\n\n".join(texts), f"{number}", number, f"Headline {number}"))
        before = documents(archive)
        put(
            archive, capture("It rained. " + sentence("Wyvern"), "w", 50, "Wyvern seen"), capture("It rained.", "x", 51)
        )
        put(archive, capture(b"\xef\xbb\xbfIt rained. " + sentence("Wyvern").encode(), "w", 52, "Wyvern seen"))
        digests = archive.heads()
        assert b"wyvern" in everything(tmp_path)
        for number in (41, 43):
            hide(archive, number, headline=True)
        assert verify_stories(archive, []).faults == ()
        assert {seq: one for seq, one in documents(archive).items() if seq <= 40} == before
        assert archive.heads()[0] == digests[0]
        assert search_archive(archive, ["wyvern"], None, 5).hits == ()
    assert b"wyvern" not in everything(tmp_path)
    assert b"kumquat" in everything(tmp_path)


def everything(folder: Path) -> bytes:
    """Give the bytes of all files of a folder, in small letters; bytes that are packed are not in them."""
    return b"".join(path.read_bytes() for path in folder.iterdir()).lower()


def test_hidden_bytes_are_kept_only_where_another_revision_has_them(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1), capture("It rained.", "c", 2))
        hide(archive, 1)
        assert load_raw(archive, "flood", "3") == b"It rained."
        with pytest.raises(TrackerError, match=r"revision 1 of 'flood' is hidden since 2026-11-20 12:00 UTC: a"):
            load_raw(archive, "flood", "1")
        hide(archive, 3)
        rows = archive.revisions(find_story(archive, "flood"))
        with pytest.raises(StoreError, match="were hidden"):
            archive.raw(rows[2])
        assert verify_stories(archive, []).faults == ()


def test_what_was_packed_against_a_hidden_text_is_packed_anew(database: str) -> None:
    lines = [sentence(word) for word in WORDS]
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture("\n\n".join([*lines, f"It was day {day}."]), f"{day}", day) for day in range(5)))
        before = documents(archive)
        hide(archive, 1)
        assert documents(archive) == {seq: one for seq, one in before.items() if seq > 1}
        assert verify_stories(archive, []).faults == ()
        codecs = ask(database, "SELECT codec, COUNT(*) FROM blob GROUP BY codec ORDER BY codec")
        assert codecs == [("gone", 1), ("zstd", 1), ("zstd-dictionary", 3)]


def test_a_hidden_text_does_not_come_back(database: str) -> None:
    secret, other = capture("It rained in Lund.", "a", 1), capture("It snowed.", "b", 2)
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It hailed.", "z"), secret)
        hide(archive, 2)
        again = [replace(secret, captured_at=NOON + timedelta(hours=9)), replace(secret, source="c")]
        marked = replace(secret, source="d", raw=b"\xef\xbb\xbfIt rained in Lund.")
        assert put(archive, *again, marked) == [("visit", 2, None)] * 3
        assert put(archive, other, replace(secret, source="e"), replace(marked, source="f")) == [
            ("revision", 3, None),
            ("hidden", 4, None),
            ("visit", 4, None),
        ]
        assert put(archive, replace(secret, story="drought")) == [("hidden", 1, None)]
        assert put(archive, capture("It stopped.", "g", 5)) == [("revision", 5, None)]
        assert verify_stories(archive, []).faults == ()
        assert search_archive(archive, ["Lund"], None, 5).hits == ()
        why = "the text of revision 2 of 'flood' again, which was hidden: a court's order"
        assert load_facts(archive, "flood", "4").aside == load_facts(archive, "drought", "1").aside
        aside = load_facts(archive, "flood", "4").aside
        assert aside is not None
        assert aside.why == why
        assert ask(database, "SELECT COUNT(*) FROM blob WHERE codec <> 'gone'") == [(3,)]


def test_a_headline_that_is_hidden_takes_the_storys_title_with_it(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a", title="Mayor Smith drowns"), capture("It snowed.", "b", 1, "Flood"))
        assert find_story(archive, "flood").title == "Mayor Smith drowns"
        hide(archive, 1)
        assert find_story(archive, "flood").title == "Flood"
        assert load_facts(archive, "flood", "1").title == "Mayor Smith drowns"
        with pytest.raises(StoreError, match="revision 1 is hidden already"):
            hide(archive, 1)
        hide(archive, 1, headline=True)
        assert verify_stories(archive, []).faults == ()
        assert "Smith" not in "".join(export_story(archive, "flood"))
        assert search_archive(archive, ["smith"], None, 5).hits == ()


def test_bytes_that_a_visible_visit_has_too_come_along(database: str) -> None:
    marked = capture(b"\xef\xbb\xbfIt rained.", "c", 2)
    with Archive.open("sqlite://", create=True) as first, Archive.open(database, create=True) as copy:
        put(first, capture("It rained.", "a"), replace(marked, source="b"), capture("It snowed.", "d", 3))
        put(first, replace(capture("It rained.", "e", 4)), marked)
        hide(first, 1)
        list(copy_archive(first, copy))
        assert list(export_story(copy, "flood"))[1:] == list(export_story(first, "flood"))[1:]
        assert verify_stories(copy, []).faults == ()


def test_hiding_while_others_write_the_same_sentences_loses_nothing(database: str) -> None:
    lines = [sentence(word) for word in WORDS]
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture("\n\n".join([*lines, f"Day {day}."]), f"{day}", day) for day in range(12)))
    failed: list[BaseException] = []

    def write() -> None:
        try:
            with Archive.open(database) as own:
                for day in range(12):
                    one = capture("\n\n".join([*lines, f"Night {day}."]), f"{day}", day)
                    put(own, replace(one, story=f"other-{day % 3}"))
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for one in writers:
        one.start()
    with Archive.open(database) as archive:
        for number in range(1, 13):
            hide(archive, number)
        for one in writers:
            one.join()
        assert failed == []
        assert verify_stories(archive, []).faults == ()
        assert sum(story.revisions for story in archive.stories()) == 12 + 12


def test_what_shares_a_text_is_named(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained. It snowed.", "a"), capture("It rained. It hailed.", "b", 1))
        put(archive, capture("It rained. It snowed.", "c", 2), replace(capture("It snowed."), story="other"))
        planned = plan_hiding(archive, "flood", "1", headline=False)
        shared = [(one.story, one.number, one.sentences, one.of) for one in planned.shared]
        assert shared == [("flood", 3, 2, 2), ("flood", 2, 1, 2), ("other", 1, 1, 2)]


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


def test_what_an_earlier_reading_left_behind_goes_too(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, page("Rain", "one", 1), capture("It hailed.", "z", 2))
        monkeypatch.setattr("tracker.text.pages.VERSION", "0")
        monkeypatch.setattr(
            "tracker.text.pages._with_notices", lambda paragraphs, _: [*paragraphs, "By another reader."]
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
