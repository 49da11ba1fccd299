"""The command line as a person meets it: what it prints, what it refuses, what it leaves behind."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run
from tests.conftest import SEED
from tracker.cli import main

Write = Callable[[str, str | bytes], Path]
KEY = "belarus-military-agreement"


REFUSED = [
    (["ingest", "empty.txt"], "empty.txt is empty"),
    (["ingest", "blank.txt"], "blank.txt is empty"),
    (["ingest", "missing.txt"], "missing.txt: no such file or folder"),
    (["ingest", "folder"], "folder: no text in this folder (.txt, .md or .html files)"),
    (["ingest", "picture.txt"], "picture.txt is not text: it looks like a PNG image"),
    (["ingest", "nul.txt"], "nul.txt is not text: a NUL byte at offset 1"),
    (["ingest", "--max-size", "10", "big.txt"], "big.txt: 3,000 bytes: over the limit of 10 (--max-size raises it)"),
    (["ingest", "-"], "standard input has no name: say which story it belongs to with --story KEY"),
    (["ingest", "--captured", "soon", "big.txt"], "'soon' is no time: write 2026-11-20 or 2026-11-20T09:00Z"),
    (["log", "belarus-military-agrement"], f"no story called 'belarus-military-agrement'; did you mean '{KEY}'? ("),
    (["show", KEY, "7"], f"'{KEY}' has no revision 7 (it has 1 to 6)"),
    (["diff", KEY, "1..9"], f"'{KEY}' has no revision 9 (it has 1 to 6)"),
    (["diff", KEY, "1"], f"revision 1 is the first of '{KEY}': nothing came before it"),
    (["diff", KEY, "yesterday"], "'yesterday' is no revision: a number, latest, prev, latest~2, @2026-11-20 or"),
    (["diff", KEY, "1", "2", "3"], "a range is one word or two, not 3: 1 2 3"),
    (["ingest", "-", "--story", "a`b"], "'a`b' is no key of a story: letters, digits"),
    (["show", KEY, "@20250918"], "'@20250918' is no time: write @2026-11-20 or"),
    (["show", KEY, "@0001-01-01T00:00+05:00"], "'@0001-01-01T00:00+05:00' is out of the range"),
    (["ingest", "--captured", "0001-01-01", "big.txt"], "0001-01-01T00:00:00 is a time before the year 1000"),
    (["show", KEY, "@2020-01-01"], f"'{KEY}' has no revision @2020-01-01: the first was captured 2025-09-18 08:00"),
    (["list", "--db", "big.txt"], "big.txt is not a tracker archive: file is not a database"),
    (["list", "--db", "none.db"], "no archive at none.db ('tracker ingest' makes one)"),
    (["compare", "big.txt", "missing.txt"], "missing.txt: no such file"),
]


def test_what_cannot_be_done_is_said_in_one_line(seeded: str, write: Write) -> None:
    folder = write("empty.txt", "").parent
    for name, content in (("blank.txt", " \n"), ("nul.txt", "a\0b"), ("big.txt", "a" * 3000)):
        write(name, content)
    write("picture.txt", b"\x89PNG\r\n\x1a\nxx")
    (folder / "folder").mkdir()
    before = run("db", "info", cwd=folder, db=seeded).out
    for words, line in REFUSED:
        done = run(*words, cwd=folder, db=seeded)
        assert (done.code, done.out) == (2, ""), words
        assert done.err.startswith(f"tracker: {line}"), (words, done.err)
        assert done.err.count("\n") == 1, words
    assert run("db", "info", cwd=folder, db=seeded).out == before


def test_bad_input_makes_no_empty_archive(write: Write) -> None:
    folder = write("empty.txt", "").parent
    assert run("ingest", "empty.txt", cwd=folder).code == 2
    assert not (folder / "tracker.db").exists()


def test_a_run_goes_on_past_a_bad_file_and_exits_2(write: Write) -> None:
    folder = write("flood/1.txt", "It rained.").parent.parent
    write("flood/2.txt", b"a\0b")
    write("flood/3.txt", "It snowed.")
    done = run("ingest", "flood", cwd=folder)
    assert done.code == 2
    assert done.out.splitlines() == [
        "flood: revision 1 (1.txt)",
        "flood: revision 2 (3.txt)",
        "2 added, 0 noted as visits, 0 known already, 1 failed",
    ]
    assert done.err == "tracker: 2.txt is not text: a NUL byte at offset 1\n"


def test_one_bad_argument_or_manifest_does_not_stop_the_others(write: Write) -> None:
    folder = write("batch/a/1.txt", "It rained.").parent.parent.parent
    write("batch/b/1.txt", "It snowed.")
    write("batch/b/story.toml", "titel = 'x'")
    done = run("ingest", "missing.txt", "batch", cwd=folder)
    assert (done.code, done.out.splitlines()[0]) == (2, "a: revision 1 (a/1.txt)")
    assert done.err.splitlines() == [
        "tracker: missing.txt: no such file or folder",
        "tracker: batch/b/story.toml: unknown key 'titel' (known: byline, files, title)",
    ]


def test_two_folders_are_never_one_story_by_accident(write: Write) -> None:
    folder = write("x/001.txt", "A flood.").parent.parent
    write("y/001.txt", "A budget.")
    done = run("ingest", "x/001.txt", "y/001.txt", cwd=folder)
    assert done.code == 2
    assert done.err == "tracker: y/001.txt: its story would be '001', as that of x: name it with --story KEY\n"


def test_a_reader_who_goes_away_does_not_stop_an_ingest(write: Write) -> None:
    for number in range(300):
        folder = write(f"many/{number}.txt", f"It was day {number}.").parent.parent
    command = f"{sys.executable} -m tracker ingest many | head -n 1"
    subprocess.run(["bash", "-c", command], cwd=folder, check=True, capture_output=True)
    assert run("verify", "--data", cwd=folder).out == "whole: 300 revisions in 1 story, bytes and readings too\n"


def test_an_archive_is_not_written_over_by_a_report(seeded_sqlite: Path, tmp_path: Path) -> None:
    shutil.copy(seeded_sqlite, tmp_path / "tracker.db")
    done = run("report", KEY, "-o", "tracker.db", cwd=tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert run("verify", cwd=tmp_path).code == 0


def test_odd_names_of_databases_are_taken_as_they_are(write: Write) -> None:
    folder = write("flood.txt", "It rained.").parent
    assert run("ingest", "flood.txt", "--db", "what?1.db", cwd=folder).code == 0
    assert (folder / "what?1.db").exists()
    assert run("ingest", "flood.txt", "--db", "", cwd=folder).code == 2


def test_a_dry_run_says_what_would_happen_and_writes_nothing(tmp_path: Path) -> None:
    done = run("ingest", "--dry-run", SEED, cwd=tmp_path)
    assert done.out.splitlines()[-2:] == [
        f"{KEY}: revision 6, a revert to revision 4 (005_back-to-corrected.txt)",
        "6 would be added, 0 would be noted as visits, 0 known already",
    ]
    assert list(tmp_path.iterdir()) == []


def test_files_come_in_natural_order_and_hidden_ones_do_not(write: Write) -> None:
    for name in ("10.txt", "2.md", ".hidden.txt", "picture.jpg"):
        folder = write(f"flood/{name}", f"It was {name}.").parent.parent
    done = run("ingest", "flood", cwd=folder)
    assert [line.split(" ")[-1] for line in done.out.splitlines()[:-1]] == ["(2.md)", "(10.txt)"]
    assert done.err == "flood: passed over 1 that are no .txt, .md or .html file (first: picture.jpg)\n"


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    done = run("ingest", "-", "--story", "flood", cwd=tmp_path, stdin=b"It rained.\n")
    assert (done.code, done.out.splitlines()[0]) == (0, "flood: revision 1 (-)")
    assert run("show", "flood", cwd=tmp_path).out == "It rained.\n"


def test_cp1252_is_read_with_a_warning_that_says_so(write: Write) -> None:
    folder = write("flood.txt", b"The caf\xe9 \x93closed\x94.").parent
    done = run("ingest", "flood.txt", cwd=folder)
    assert (done.code, done.err) == (0, "flood.txt: warning: not UTF-8 (byte 7): read as cp1252\n")
    assert run("show", "flood", cwd=folder).out == "The café “closed”.\n"


def test_a_manifest_that_is_wrong_is_named(write: Write) -> None:
    folder = write("flood/1.txt", "It rained.").parent.parent
    for content, line in (
        ("title = ", "not valid TOML"),
        ("titel = 'x'", "unknown key 'titel' (known: byline, files, title)"),
        ("[files.'2.txt']\ncaptured = 2026-11-20T00:00:00Z", "there is no file '2.txt' in this folder"),
        ("[files.'1.txt']\ncaptured = 'soon'", "'captured' must be a date and time, such as 2026-11-20T09:00:00Z"),
    ):
        write("flood/story.toml", content)
        done = run("ingest", "flood", cwd=folder)
        assert done.code == 2
        assert line in done.err
        assert done.err.count("\n") == 1


def test_raw_bytes_go_out_as_they_came(seeded: str, tmp_path: Path) -> None:
    done = run("show", KEY, "1", "--raw", cwd=tmp_path, db=seeded)
    assert done.out.encode() == (SEED / "000_4438303b9fa73b1f.txt").read_bytes()


def test_damage_is_reported_and_left_alone(seeded: str, tmp_path: Path) -> None:
    done = run("show", KEY, "1", cwd=tmp_path, db=seeded)
    assert "Stateāa" in done.out
    assert done.err == (
        "revision 1: suspected encoding damage at character 1,203: 'ā' (a dash between two words may have stood here)\n"
    )


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ([], (5, 6)),
        (["2"], (1, 2)),
        (["1..3"], (1, 3)),
        (["2.."], (2, 6)),
        (["..4"], (1, 4)),
        (["1", "4"], (1, 4)),
        (["prev~1..latest~1"], (4, 5)),
        (["@2025-09-18..@2025-09-19T09:10Z"], (3, 4)),
        (["4..2"], (4, 2)),
    ],
)
def test_ranges_name_two_revisions(seeded: str, tmp_path: Path, words: list[str], sides: tuple[int, int]) -> None:
    found = json.loads(run("diff", KEY, *words, "--format", "json", cwd=tmp_path, db=seeded).out)
    assert (found["old"]["revision"], found["new"]["revision"]) == sides


def test_a_digest_names_a_revision(seeded: str, tmp_path: Path) -> None:
    log = json.loads(run("log", KEY, "--format", "json", cwd=tmp_path, db=seeded).out)
    digest = log["revisions"][2]["digest"]
    shown = json.loads(run("show", KEY, f"digest:{digest[:12]}", "--format", "json", cwd=tmp_path, db=seeded).out)
    assert shown["revision"] == 3


def test_check_exits_1_where_something_differs(seeded: str, tmp_path: Path) -> None:
    assert run("diff", KEY, "1..2", "--check", cwd=tmp_path, db=seeded).code == 1
    assert run("diff", KEY, "4..6", "--check", cwd=tmp_path, db=seeded).code == 0


def test_a_story_of_one_revision_has_no_diff_and_says_so(write: Write) -> None:
    folder = write("flood.txt", "It rained.").parent
    run("ingest", "flood.txt", cwd=folder)
    done = run("diff", "flood", cwd=folder)
    assert (done.code, done.out, done.err) == (0, "", "'flood' has one revision: nothing to compare yet\n")
    assert "one revision" in run("report", "flood", cwd=folder).out.lower()


@pytest.mark.parametrize(
    "words", [["list"], ["log", KEY], ["show", KEY], ["diff", KEY], ["report", KEY], ["notes"], ["db", "info"]]
)
def test_json_is_one_object_with_a_schema_version(seeded: str, tmp_path: Path, words: list[str]) -> None:
    done = run(*words, "--format", "json", cwd=tmp_path, db=seeded)
    found = json.loads(done.out)
    assert found["schema_version"] == 1
    assert found["type"] in {"list", "log", "revision", "comparison", "report", "notes", "info"}


def test_every_format_of_every_list_is_written(seeded: str, tmp_path: Path) -> None:
    for words in (["list"], ["log", KEY], ["show", KEY, "--sentences"], ["diff", KEY], ["report", KEY], ["notes"]):
        for form in ("terminal", "markdown"):
            done = run(*words, "--format", form, cwd=tmp_path, db=seeded)
            assert done.code == 0, done.err
            assert done.out.strip()


def test_verify_says_whole_and_exits_0(seeded: str, tmp_path: Path) -> None:
    done = run("verify", cwd=tmp_path, db=seeded)
    assert (done.code, done.out) == (0, "whole: 6 revisions in 1 story (the chains; --data for the rest)\n")
    done = run("verify", "--data", cwd=tmp_path, db=seeded)
    assert (done.code, done.out) == (0, "whole: 6 revisions in 1 story, bytes and readings too\n")
    done = run("verify", "--sample", "40%", cwd=tmp_path, db=seeded)
    assert (done.code, done.out) == (0, "whole: 6 revisions in 1 story, bytes and readings of 3\n")
    assert run("verify", "--sample", "many", cwd=tmp_path, db=seeded).code == 2
    assert run("verify", "--db", "none.db", cwd=tmp_path).code == 2


def test_open_notes_are_those_that_stand_in_the_latest_revision(write: Write) -> None:
    folder = write("flood.txt", "The river Oedr (spelling uncertain) rose. Aid came from Bergn [sic].").parent
    run("ingest", "flood.txt", cwd=folder)
    found = json.loads(run("notes", "--open", "--format", "json", cwd=folder).out)
    assert [(one["note"]["term"], one["note"]["status"]) for one in found["notes"]] == [
        ("Oedr", "unresolved"),
        ("Bergn", "suspected"),
    ]


def test_two_files_are_compared_without_an_archive(write: Write) -> None:
    folder = write("old.txt", "It rained on Monday.").parent
    write("new.txt", "It rained on Tuesday.")
    done = run("compare", "old.txt", "new.txt", "--check", cwd=folder)
    assert done.code == 1
    assert "    It rained on [-Monday-]{+Tuesday+}." in done.out.splitlines()
    assert sorted(path.name for path in folder.iterdir()) == ["new.txt", "old.txt"]


def test_no_escape_sequence_reaches_the_output_of_a_diff(write: Write) -> None:
    folder = write("old.txt", "It rained.").parent
    write("new.txt", "It rained \x1b[31mhard\x07.")
    assert "\x1b" not in run("compare", "old.txt", "new.txt", cwd=folder).out


def test_a_defect_of_the_program_is_no_difference_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tracker.cli.app.app", fail)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
