"""Revisions set aside: what is decided is chained, checked, copied, and left out of what is compared."""

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, text

from store import Archive, StoreError
from store.database import as_url
from tests.captures import NOON, capture, put
from tests.command import run
from tests.set_aside import WORDS, documents, hide, retract, sentence
from tracker.errors import TrackerError
from tracker.model import Document
from tracker.tracking import (
    check_terms,
    copy_archive,
    export_story,
    find_blame,
    find_comparison,
    find_history,
    find_log,
    find_sentence_life,
    find_story,
    hide_revision,
    import_story,
    load_revision,
    measure_stories,
    note_lives,
    read_export,
    reindex_stories,
    search_archive,
    summaries,
    verify_stories,
)

KEY = "belarus-military-agreement"


def test_a_text_that_comes_again_after_its_retraction_is_a_revision(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
        retract(archive, 2)
        assert put(archive, capture("It snowed.", "b", 1)) == [("known", 2, None)]
        assert put(archive, capture("It snowed.", "c", 2)) == [("revision", 3, None)]


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


def test_hide_and_retract_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    planned = run("hide", KEY, "3", "--why", "a court's order", "--dry-run", cwd=tmp_path, db=seeded)
    told = (
        "its headline and byline stay, for its digest: --headline hides them too\n"
        "14 of its 18 sentences stand in revisions 2, 4, 6\n"
        "12 of its 18 sentences stand in revision 1\n"
        "10 of its 18 sentences stand in revision 5\n"
    )
    assert (planned.code, planned.out) == (0, f"{KEY}, revision 3: would be hidden, for good\n{told}")
    unasked = run("hide", KEY, "3", "--why", "a court's order", cwd=tmp_path, db=seeded)
    why = "tracker: nothing was hidden: where nobody can be asked, say --yes\n"
    assert (unasked.code, unasked.out, unasked.err) == (2, "", why)
    done = run("hide", KEY, "3", "--why", "a court's order", "--yes", cwd=tmp_path, db=seeded)
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


def test_the_same_capture_again_is_known_whatever_was_decided(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "a", 1))
        retract(archive, 2)
        again = capture("It rained.", "a", 2)
        assert put(archive, again, again, again) == [("revision", 3, 1), ("known", 3, None), ("known", 3, None)]


def test_commands_say_what_is_set_aside(database: str, tmp_path: Path) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
        hide(archive, 2)
        with pytest.raises(TrackerError, match="revision 2 of 'flood' is hidden since"):
            find_sentence_life(archive, "flood", "2", 1)
        hide(archive, 1)
        with pytest.raises(TrackerError, match="every revision of 'flood' is set aside"):
            list(check_terms(archive, ["flood"]))
        assert [one.number for one, _ in find_log(archive, "flood", []).logged] == [1, 2]
    for form in ("terminal", "markdown", "json"):
        log = run("log", "flood", "--format", form, cwd=tmp_path, db=database)
        assert (log.code, log.out.count("a court's order")) == (0, 2)
