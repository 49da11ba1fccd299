"""Exports: a story leaves an archive and comes into another one, digest for digest; what was changed is refused."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from store import Archive, StoreError, TermRow
from store.digests import facts_digest
from tests.captures import NOON, capture, put
from tests.command import run
from tests.conftest import ROOT
from tracker.errors import TrackerError
from tracker.tracking import (
    copy_archive,
    export_story,
    find_history,
    import_story,
    read_export,
    retract_revision,
    verify_stories,
)

KEY = "belarus-military-agreement"


def exported(archive: Archive, key: str) -> list[str]:
    return "".join(export_story(archive, key)).removesuffix("\n").split("\n")


def make(archive: Archive) -> None:
    """Make a story of pages, visits, other bytes of one text, odd characters and another name."""
    page = b"<html><head><title>Rain</title></head><body><article><p>It rained in Lund.</p></article></body></html>"
    put(archive, capture("It rained \u2028 in Lund.\x85 It poured.", title="Rain \u2028 here"))
    put(archive, capture("It rained \u2028 in Lund.\x85 It poured.", hour=1, title="Rain \u2028 here"))
    put(archive, replace(capture(page, "page.html", 2), media_type="text/html"))
    put(archive, capture(b"caf\xe9 \x93quoted\x94 [sic]", "c", 3), capture("It rained.", "d", 4))
    put(archive, capture(b"\xef\xbb\xbfIt rained.", "e", 5))
    (story,) = archive.stories()
    archive.add_alias(story, "water")


def test_a_story_comes_into_another_archive_as_it_was(database: str) -> None:
    with Archive.open("sqlite://", create=True) as first, Archive.open(database, create=True) as second:
        make(first)
        lines = exported(first, "flood")
        assert import_story(second, read_export(lines)) == (4, 2)
        assert exported(second, "flood") == lines
        assert verify_stories(second, []).faults == ()
        assert find_history(second, "water", []) == find_history(first, "flood", [])
        assert import_story(second, read_export(lines)) == (0, 0)
        assert exported(second, "flood") == lines


def test_what_came_since_is_added_and_another_history_is_refused(database: str) -> None:
    with Archive.open("sqlite://", create=True) as first, Archive.open(database, create=True) as second:
        put(first, capture("It rained."))
        import_story(second, read_export(exported(first, "flood")))
        put(first, capture("It snowed.", "b", 1), capture("It snowed.", "b", 2))
        assert import_story(second, read_export(exported(first, "flood"))) == (1, 1)
        put(first, capture("It hailed.", "c", 3))
        put(second, capture("It stopped.", "c", 3))
        with pytest.raises(StoreError, match="revision 3 of 'flood' is another one here: the two histories differ"):
            import_story(second, read_export(exported(first, "flood")))
        with Archive.open("sqlite://", create=True) as third:
            put(third, capture("Another flood."))
            with pytest.raises(StoreError, match="'flood' is another story here: rename that one first"):
                import_story(third, read_export(exported(first, "flood")))
            assert [story.revisions for story in third.stories()] == [1]


def test_no_change_of_an_export_is_taken() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        make(archive)
        lines = exported(archive, "flood")
    whole = read_export(lines)
    random = Random(3)
    for _ in range(1_500):
        changed = list(lines)
        at = random.randrange(len(changed))
        match random.randrange(5):
            case 0:
                del changed[at]
            case 1:
                changed.insert(random.randrange(len(changed)), changed[at])
            case 2:
                place = random.randrange(len(changed[at]))
                changed[at] = changed[at][:place] + random.choice('0aZ"{}[]:,\\\u2028') + changed[at][place + 1 :]
            case 3:
                changed[at] = changed[at][: random.randrange(len(changed[at]))]
            case _:
                changed = changed[:at]
        with suppress(TrackerError):
            taken = read_export(changed)
            assert [one.digest for one in taken.revisions] == [one.digest for one in whole.revisions]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        (1, "title", 5),
        (1, "byline", "\ud800"),
        (1, "source", "a\0b"),
        (1, "media_type", "x" * 101),
        (1, "encoding", True),
        (0, "story", "x" * 33),
        (0, "title", ["x"]),
        (0, "aliases", "abc"),
        (-2, "seq", 1.0),
        (-2, "seq", True),
        (-2, "source", ["x"]),
        (-2, "source", "\ud800"),
    ],
)
def test_a_line_with_a_value_that_no_archive_keeps_is_refused(line: int, name: str, value: object) -> None:
    with Archive.open("sqlite://", create=True) as archive:
        make(archive)
        lines = [json.loads(one) for one in exported(archive, "flood")]
    if name in lines[line].get("facts", {}):
        lines[line]["facts"][name] = value
        if value != "\ud800":
            lines[line]["digest"] = facts_digest(lines[line]["facts"])
    else:
        lines[line][name] = value
    with pytest.raises(TrackerError, match=r"^line \d+: "):
        read_export([json.dumps(one) for one in lines])


def test_the_readmes_dozen_lines_check_an_export(seeded: str, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = next(part for part in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "blake2b" in part)
    assert len(script.strip().splitlines()) <= 15
    (tmp_path / "check.py").write_text(script, encoding="utf-8")
    assert run("export", KEY, "-o", "story.jsonl", cwd=tmp_path, db=seeded).code == 0
    words = [sys.executable, "check.py", "story.jsonl"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("whole: 6 revisions, head ")
    path = tmp_path / "story.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-09-19T09:10", "2025-09-19T09:11"), encoding="utf-8")
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_export_and_import_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    run("export", KEY, "-o", "story.jsonl", cwd=tmp_path, db=seeded)
    done = run("import", "story.jsonl", "--db", "other.db", cwd=tmp_path)
    assert (done.code, done.out) == (0, f"{KEY}: 6 new revisions and 0 new visits\n")
    assert run("report", KEY, cwd=tmp_path, db=seeded).out == run("report", KEY, "--db", "other.db", cwd=tmp_path).out
    empty = run("import", os.devnull, "--db", "new.db", cwd=tmp_path)
    why = "line 1: it is no JSON: this is no export, or it was cut"
    assert (empty.code, empty.err) == (2, f"tracker: {os.devnull}: {why}\n")
    (tmp_path / "bad.jsonl").write_text(json.dumps({"type": "story"}))
    bad = run("import", "bad.jsonl", "--db", "new.db", cwd=tmp_path)
    assert (bad.code, bad.err) == (2, "tracker: bad.jsonl: line 1: it is no line of an export (KeyError)\n")
    assert not (tmp_path / "new.db").exists()


def test_an_archive_is_copied_to_the_other_database_and_a_stopped_copy_goes_on(database: str) -> None:
    with Archive.open("sqlite://", create=True) as first, Archive.open(database, create=True) as second:
        make(first)
        put(first, *(replace(capture(text, text), story="other") for text in ("It snowed.", "It hailed.")))
        first.put_terms([TermRow("Lindt", "Lund", NOON)])
        copied = copy_archive(first, second)
        assert next(copied) == ("flood", 4, 2, 0)
        del copied
        assert list(copy_archive(first, second)) == [("flood", 0, 0, 0), ("other", 2, 0, 0)]
        assert (second.heads(), second.kept_terms()) == (first.heads(), first.kept_terms())
        assert verify_stories(second, []).faults == ()


def test_notes_found_with_rules_of_ones_own_are_not_left_out_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Our mistake: the town of Gratz should be Graz.\n")
    (tmp_path / "rules.toml").write_text(
        '[[rule]]\nname = "ours"\nwhere = "label"\ntext = "our mistake: the town of {term} should be {correct}."\n'
        'kind = "correction"\n'
    )
    rules = ("--note-rules", "rules.toml")
    assert run("ingest", "a.txt", *rules, cwd=tmp_path).code == 0
    assert "Gratz → Graz" in run("notes", cwd=tmp_path).out
    run("export", "a", "-o", "a.jsonl", cwd=tmp_path)
    why = (
        "1 revision had been read with note rules of your own, which were not given: "
        "'tracker reindex --note-rules FILE' finds those notes again\n"
    )
    assert run("import", "a.jsonl", "--db", "one.db", cwd=tmp_path).err == f"a: {why}"
    assert run("db", "copy", "tracker.db", "two.db", cwd=tmp_path).err == f"two.db: {why}"
    assert run("import", "a.jsonl", "--db", "three.db", *rules, cwd=tmp_path).err == ""
    assert run("db", "copy", "tracker.db", "four.db", *rules, cwd=tmp_path).err == ""
    for database in ("three.db", "four.db"):
        assert "Gratz → Graz" in run("notes", "--db", database, cwd=tmp_path).out


@pytest.mark.parametrize("why", ["", "x\n\n- revision 9 of bank was hidden: no", "x\x1b[31m", "x\x00", "x" * 2_001, 7])
def test_a_reason_that_no_line_can_hold_is_not_imported(why: object) -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture("It rained."), capture("It snowed.", hour=1))
        retract_revision(archive, "flood", "1", "it was filed wrongly", NOON, undo=False)
        lines = [json.loads(line) for line in exported(archive, "flood")]
    (decision,) = [one for one in lines if one["type"] == "decision"]
    decision["facts"]["why"] = why
    decision["digest"] = facts_digest(decision["facts"])
    with pytest.raises(TrackerError, match=r"is no reason: one line|it is no line of an export"):
        read_export([json.dumps(one) for one in lines])


def test_a_copy_on_the_command_line(seeded: str, tmp_path: Path) -> None:
    done = run("db", "copy", seeded, "copy.db", cwd=tmp_path)
    told = "1 story, 6 new revisions; the latest digests of both are the same\n"
    assert (done.code, done.out) == (0, told)
    heads = run("verify", "--heads", cwd=tmp_path, db=seeded).out
    assert run("verify", "--heads", "--db", "copy.db", cwd=tmp_path).out == heads
    itself = run("db", "copy", "copy.db", "./copy.db", cwd=tmp_path)
    assert (itself.code, itself.err) == (2, "tracker: an archive is not copied into itself\n")
    assert run("db", "copy", "none.db", "copy2.db", cwd=tmp_path).code == 2
    assert not (tmp_path / "copy2.db").exists()
