"""A hidden text is nowhere any more and does not come back; all else stays as it was."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store import Archive, NewReading, RevisionRow, StoreError
from tests.captures import NOON, capture, put
from tests.set_aside import WORDS, alter, ask, documents, everything, hide, retract, sentence
from tracker.errors import TrackerError
from tracker.overview import Verified
from tracker.text.reading import AS_IT_IS, note_finder_name, read_document
from tracker.tracking import (
    copy_archive,
    export_story,
    find_story,
    load_facts,
    load_raw,
    plan_hiding,
    read_export,
    search_archive,
    verify_stories,
)
from tracker.tracking.ingesting import new_reading


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


def read_then_hidden(archive: Archive) -> tuple[RevisionRow, NewReading]:
    """Give a revision and what was read of it before it was hidden."""
    put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
    row = archive.revisions(find_story(archive, "flood"))[0]
    hide(archive, 1)
    return row, new_reading(read_document("It rained."), AS_IT_IS, note_finder_name())


def test_a_reading_that_comes_after_the_hiding_is_not_written(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        row, reading = read_then_hidden(archive)
        archive.replace_readings([(row, reading)])
        assert verify_stories(archive, []).faults == ()
        assert search_archive(archive, ["rained"], None, 5).hits == ()


def test_hiding_again_takes_away_what_is_left_of_a_hidden_text(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        row, reading = read_then_hidden(archive)
        alter(database, "UPDATE revision SET aside = NULL WHERE seq = 1")
        archive.replace_readings([(row, reading)])
        alter(database, "UPDATE revision SET aside = 'hidden' WHERE seq = 1")
        assert [one.what for one in verify_stories(archive, []).faults] == [
            "it is hidden and still has revision sentences"
        ]
        with pytest.raises(StoreError, match="hidden already"):
            hide(archive, 1)
        assert verify_stories(archive, []).faults == ()


def test_a_snapshot_does_not_see_what_comes_in_the_meantime(database: str) -> None:
    with Archive.open(database, create=True) as archive, Archive.open(database) as other:
        put(archive, capture("It rained.", "a"))
        with archive.snapshot():
            before = archive.stories()
            put(other, capture("It snowed.", "b", 1))
            retract(other, 1)
            assert archive.stories() == before
            assert verify_stories(archive, []) == Verified(1, 1, (), data=1, stale=0, hidden=0)
        assert verify_stories(archive, []) == Verified(1, 2, (), data=2, stale=0, hidden=0)


def test_an_export_is_of_one_moment(database: str) -> None:
    with Archive.open(database, create=True) as archive, Archive.open(database) as other:
        put(archive, capture("It rained.", "a"))
        lines = export_story(archive, "flood")
        written = [next(lines)]
        put(other, capture("It snowed.", "b", 1), capture("It snowed.", "c", 2))
        assert len(read_export([*written, *lines]).revisions) == 1


def test_what_was_packed_against_a_hidden_text_is_packed_anew(database: str) -> None:
    lines = [sentence(word) for word in WORDS]
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture("\n\n".join([*lines, f"It was day {day}."]), f"{day}", day) for day in range(5)))
        before = documents(archive)
        hide(archive, 1)
        assert documents(archive) == {seq: one for seq, one in before.items() if seq > 1}
        assert verify_stories(archive, []) == Verified(1, 5, (), data=4, stale=0, hidden=1)
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
