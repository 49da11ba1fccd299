"""Revisions set aside: a hidden text is nowhere any more and does not come back; all else stays as it was."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, text

from store import Archive, StoreError
from store.database import as_url
from tests.captures import NOON, capture, put
from tests.command import run
from tracker.errors import TrackerError
from tracker.model import Document
from tracker.tracking import (
    copy_archive,
    export_story,
    find_blame,
    find_comparison,
    find_history,
    find_story,
    hide_revision,
    import_story,
    load_facts,
    load_raw,
    load_revision,
    measure_stories,
    note_lives,
    plan_hiding,
    read_export,
    reindex_stories,
    retract_revision,
    search_archive,
    summaries,
    verify_stories,
)
from tracker.tracking.loading import kept_documents

KEY = "belarus-military-agreement"
WORDS = "Xylophonist Quetzal Zugzwang Oxbow Jackdaw Sphinx Vortex Gizmo Kumquat Fjord Wyvern Banjo".split()


def documents(archive: Archive, key: str = "flood") -> dict[int, Document]:
    """Give the documents of a story's revisions that are not hidden, by their numbers."""
    rows = [row for row in archive.revisions(find_story(archive, key)) if row.aside != "hidden"]
    return {row.seq: one for row, one in zip(rows, kept_documents(archive, rows), strict=True)}


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    """Ask a database directly."""
    engine = create_engine(as_url(url))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def hide(archive: Archive, number: int, *, headline: bool = False, key: str = "flood") -> None:
    hide_revision(archive, key, str(number), "a court's order", NOON, headline=headline)


def retract(archive: Archive, number: int, *, undo: bool = False) -> None:
    retract_revision(archive, "flood", str(number), "it was filed wrongly", NOON, undo=undo)


def sentence(word: str) -> str:
    return f"The {word.lower()} of Lund was seen {len(word)} times (the name {word} may be wrong)."


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
        hide(archive, 1)
        assert find_story(archive, "flood").title == "Mayor Smith drowns"
        with pytest.raises(StoreError, match="revision 1 is hidden already"):
            hide(archive, 1)
        hide(archive, 1, headline=True)
        assert find_story(archive, "flood").title is None
        assert verify_stories(archive, []).faults == ()
        assert "Smith" not in "".join(export_story(archive, "flood"))
        assert search_archive(archive, ["smith"], None, 5).hits == ()


def test_a_retracted_revision_is_out_of_all_that_is_compared_and_can_come_back(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(
            archive, capture("It rained.", "a"), capture("He married Foo [sic].", "b", 1), capture("It snowed.", "c", 2)
        )
        whole = find_history(archive, "flood", [])
        retract(archive, 2)
        history = find_history(archive, "flood", [])
        assert [one.number for one in history.revisions] == [1, 3]
        assert [one.number for one in history.aside] == [2]
        comparison = find_comparison(archive, "flood", ["3"])
        assert comparison is not None
        assert (comparison.old.revision, comparison.new.revision) == (1, 3)
        assert search_archive(archive, ["married"], None, 5).hits == ()
        assert list(note_lives(archive, [], only_open=False)) == []
        assert load_revision(archive, "flood", "2")[1].text == "He married Foo [sic]."
        assert verify_stories(archive, []).faults == ()
        retract(archive, 2, undo=True)
        assert find_history(archive, "flood", []) == whole


def test_a_story_of_which_all_is_set_aside_says_so(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a", title="Rain"))
        hide(archive, 1)
        for ask in (find_history, find_comparison):
            with pytest.raises(TrackerError, match="every revision of 'flood' is set aside"):
                ask(archive, "flood", [])
        with pytest.raises(TrackerError, match="every revision of 'flood' is set aside"):
            find_blame(archive, "flood", "latest")
        assert [one.key for one in summaries(archive)] == ["flood"]
        assert measure_stories(archive, []) == ()
        assert list(reindex_stories(archive, [], everything=True)) == [("flood", 0, 0)]


def test_decisions_that_change_nothing_are_refused(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
        with pytest.raises(StoreError, match="revision 1 is not retracted"):
            retract(archive, 1, undo=True)
        retract(archive, 1)
        with pytest.raises(StoreError, match="revision 1 is retracted already"):
            retract(archive, 1)
        hide(archive, 1)
        for undo in (False, True):
            with pytest.raises(StoreError, match="revision 1 is hidden, and that is for good"):
                retract(archive, 1, undo=undo)
        with pytest.raises(TrackerError, match="is no reason"):
            hide_revision(archive, "flood", "2", " ", NOON, headline=False)
        with pytest.raises(TrackerError, match="is no reason"):
            hide_revision(archive, "flood", "2", "a\nb", NOON, headline=False)
        assert len(archive.decisions(find_story(archive, "flood"))) == 2


DECISION_TAMPERS = [
    ("UPDATE decision SET why = 'another' WHERE number = 1", "decision 1 about it is not as it was"),
    ("DELETE FROM decision WHERE number = 1", "decision 2 about it is not as it was, or not in its place"),
    ("DELETE FROM decision", "it is hidden, where the decisions about it make it stand"),
    ("UPDATE revision SET aside = NULL WHERE seq = 1", "it is standing, where the decisions about it make it hidden"),
    ("UPDATE revision SET aside = 'hidden' WHERE seq = 3", "it is hidden, where the decisions about it make it stand"),
    ("INSERT INTO revision_sentence SELECT 1, 0, sentence_id, 0, 0, 9 FROM revision_sentence WHERE revision_id = 3",
     "it is hidden and still has revision sentences"),
    ("UPDATE revision SET source = 'x' WHERE seq = 1", "its recorded facts do not give its digest"),
    ("UPDATE blob SET codec = 'gone', data = ''", "the bytes with digest"),
]  # fmt: skip


@pytest.mark.parametrize(("tamper", "what"), DECISION_TAMPERS, ids=[tamper for tamper, _ in DECISION_TAMPERS])
def test_tampering_with_decisions_is_seen(database: str, tamper: str, what: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture(f"It was day {day}.", f"{day}", day) for day in range(3)))
        hide(archive, 1)
        retract(archive, 2)
        assert verify_stories(archive, []).faults == ()
        engine = create_engine(as_url(database))
        with engine.begin() as connection:
            connection.execute(text(tamper))
        engine.dispose()
        assert any(what in fault.what for fault in verify_stories(archive, []).faults)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_decided_the_rest_stays_and_copies_are_the_same(seed: int) -> None:
    with Archive.open("sqlite://", create=True) as archive:
        decide_by_chance(archive, Random(seed))


@pytest.mark.parametrize("seed", range(4))
def test_the_same_on_a_server(new_postgres: str, seed: int) -> None:
    with Archive.open(new_postgres, create=True) as archive:
        decide_by_chance(archive, Random(seed))


def decide_by_chance(archive: Archive, random: Random) -> None:
    """Write revisions and decide about them in turns; after each turn all that is not hidden is as it was."""
    known: dict[int, Document] = {}
    states: dict[int, str] = {}
    for hour in range(25):
        choice = random.randrange(5)
        standing = [seq for seq in known if states.get(seq) != "hidden"]
        if choice < 3 or not standing:
            lines = [sentence(random.choice(WORDS)) for _ in range(random.randrange(1, 9))]
            put(archive, capture("\n\n".join(lines), random.choice("abc"), hour, random.choice([None, "Rain", "Snow"])))
            rows = {row.seq: row.aside for row in archive.revisions(find_story(archive, "flood"))}
            states |= {seq: aside for seq, aside in rows.items() if aside}
        elif choice == 3:
            seq = random.choice(standing)
            hide(archive, seq, headline=random.random() < 0.3)
            states[seq] = "hidden"
        else:
            seq = random.choice(standing)
            retract(archive, seq, undo=states.get(seq) == "retracted")
            states[seq] = "" if states.get(seq) == "retracted" else "retracted"
        now = documents(archive)
        known = known | now
        assert now == {seq: one for seq, one in known.items() if states.get(seq) != "hidden"}
        assert verify_stories(archive, []).faults == ()
    texts = {one.text for seq, one in now.items() if not states.get(seq)}
    for word in WORDS:
        found = search_archive(archive, [word], None, 100).hits
        assert bool(found) == any(word in one for one in texts), word
    with Archive.open("sqlite://", create=True) as other:
        list(copy_archive(archive, other))
        assert (documents(other), verify_stories(other, []).faults) == (now, ())
        assert list(export_story(other, "flood"))[1:] == list(export_story(archive, "flood"))[1:]


def test_a_decision_travels_to_a_copy_that_has_the_text(database: str) -> None:
    with Archive.open("sqlite://", create=True) as first, Archive.open(database, create=True) as copy:
        put(first, capture("It rained.", "a"), capture("It snowed.", "b", 1), capture("It snowed.", "b", 2))
        before = "".join(export_story(first, "flood")).splitlines()
        list(copy_archive(first, copy))
        hide(first, 2)
        list(copy_archive(first, copy))
        assert search_archive(copy, ["snowed"], None, 5).hits == ()
        assert verify_stories(copy, []).faults == ()
        assert import_story(copy, read_export(before)) == (0, 0)
        assert search_archive(copy, ["snowed"], None, 5).hits == ()


def test_bytes_that_a_visible_visit_has_too_come_along(database: str) -> None:
    marked = capture(b"\xef\xbb\xbfIt rained.", "c", 2)
    with Archive.open("sqlite://", create=True) as first, Archive.open(database, create=True) as copy:
        put(first, capture("It rained.", "a"), replace(marked, source="b"), capture("It snowed.", "d", 3))
        put(first, replace(capture("It rained.", "e", 4)), marked)
        hide(first, 1)
        list(copy_archive(first, copy))
        assert list(export_story(copy, "flood"))[1:] == list(export_story(first, "flood"))[1:]
        assert verify_stories(copy, []).faults == ()


def test_no_bytes_are_left_out_of_an_export_without_a_decision() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
        hide(archive, 2)
        lines = list(export_story(archive, "flood"))
    at = next(k for k, line in enumerate(lines) if '"type":"decision"' in line)
    end = lines[-1].replace('"decisions":1', '"decisions":0')
    end = end[: end.index('"decisions_head"')] + '"decisions_head":null}\n'
    with pytest.raises(TrackerError, match="revision 2 has no bytes, and no decision says that it was hidden"):
        read_export([*lines[:at], end])
    changed = [line.replace('"source":"b"', '"source":"c"') for line in lines]
    with pytest.raises(TrackerError, match="the facts of revision 2 do not give its digest"):
        read_export(changed)


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


def test_hide_and_retract_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    planned = run("hide", KEY, "3", "--why", "a court's order", "--dry-run", cwd=tmp_path, db=seeded)
    told = (
        "its headline and byline stay, for its digest: --headline hides them too\n"
        "14 of its 18 sentences stand in revisions 2, 4, 6\n"
        "12 of its 18 sentences stand in revision 1\n"
        "10 of its 18 sentences stand in revision 5\n"
    )
    assert (planned.code, planned.out) == (0, f"{KEY}, revision 3: would be hidden, for good\n{told}")
    done = run("hide", KEY, "3", "--why", "a court's order", cwd=tmp_path, db=seeded)
    assert (done.code, done.out, done.err) == (0, f"{KEY}, revision 3: hidden, for good\n{told}", "")
    retracted = run("retract", KEY, "2", "--why", "filed wrongly", cwd=tmp_path, db=seeded)
    assert (retracted.code, retracted.out) == (0, f"{KEY}, revision 2: retracted\n")
    log = run("log", KEY, cwd=tmp_path, db=seeded).out.splitlines()
    assert [line.split()[:3] for line in log[2:6]] == [
        ["1", "2025-09-18", "08:00"],
        ["2", "2025-09-18", "11:30"],
        ["3", "2025-09-18", "16:45"],
        ["4", "2025-09-19", "09:10"],
    ]
    assert "retracted since " in log[3]
    assert "hidden since " in log[4]
    assert run("verify", "--data", cwd=tmp_path, db=seeded).code == 0
    heads = tmp_path / "heads.txt"
    heads.write_text(run("verify", "--heads", cwd=tmp_path, db=seeded).out)
    assert [line.split()[1] for line in heads.read_text().splitlines()] == ["6", "d2"]
    assert run("verify", "--against", heads, cwd=tmp_path, db=seeded).code == 0
    assert run("retract", KEY, "2", "--why", "it belongs", "--undo", cwd=tmp_path, db=seeded).code == 0
    assert run("verify", "--against", heads, cwd=tmp_path, db=seeded).code == 0
    for words in (
        ["show", KEY, "3"],
        ["diff", KEY, "3"],
        ["retract", KEY, "3", "--why", "x"],
        ["hide", KEY, "9", "--why", "x"],
    ):
        refused = run(*words, cwd=tmp_path, db=seeded)
        assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1), words


def test_what_shares_a_text_is_named(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained. It snowed.", "a"), capture("It rained. It hailed.", "b", 1))
        put(archive, capture("It rained. It snowed.", "c", 2), replace(capture("It snowed."), story="other"))
        planned = plan_hiding(archive, "flood", "1", headline=False)
        shared = [(one.story, one.number, one.sentences, one.of) for one in planned.shared]
        assert shared == [("flood", 3, 2, 2), ("flood", 2, 1, 2), ("other", 1, 1, 2)]
