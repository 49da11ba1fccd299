"""What may be in a story, a file or an archive that would hurt: signs that terminals obey, paths, bombs, sizes."""

import os
import pty
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from store import Archive
from tests.captures import capture, put
from tests.command import Ran, run

EVIL = "\x1b]0;owned\x07\x1b[2J\x1b[6n\x9b2J\x08\x7f"
COLOUR = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SHOWING = [
    ["list"],
    ["log", "flood"],
    ["show", "flood"],
    ["show", "flood", "1"],
    ["show", "flood", "--sentences"],
    ["show", "flood", "--facts"],
    ["diff", "flood", "--all"],
    ["diff", "flood", "--format", "markdown"],
    ["report", "flood"],
    ["report", "flood", "--format", "terminal"],
    ["report", "flood", "--format", "html"],
    ["report", "--since", "2020-01-01"],
    ["report", "--since", "2020-01-01", "--format", "terminal"],
    ["blame", "flood"],
    ["blame", "flood", "--sentence", "1"],
    ["search", "wind"],
    ["notes"],
    ["terms"],
    ["terms", "check"],
    ["stats"],
    ["edits"],
    ["verify", "--data"],
    ["verify", "--heads"],
    ["hide", "flood", "1", "--why", "x", "--dry-run"],
    ["ingest", "flood", "--dry-run"],
    ["ingest", "flood", f"missing{EVIL}.txt"],
    ["show", f"flo{EVIL}od"],
    ["diff", "flood", f"1{EVIL}"],
]


def on_a_terminal(folder: Path, *words: str) -> str:
    """Give all that a command writes to a terminal."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-m", "tracker", *words]
    running = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            more = os.read(ours, 65_536)
        except OSError:  # the other end was closed
            break
        if not more:
            break
        written += more
    os.close(ours)
    assert running.wait() in (0, 1, 2)
    return written.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a story whose every field and file name holds what a terminal would obey."""
    folder = tmp_path_factory.mktemp("hostile")
    story = folder / "flood"
    story.mkdir()
    names = [f"{number}{EVIL}.txt" for number in (1, 2)]
    (story / names[0]).write_text(f"The wind {EVIL} fell. Correction: 'Foo{EVIL}' should be 'Bar{EVIL}'.\n")
    (story / names[1]).write_text(f"The wind {EVIL} rose. It hit Foo{EVIL} (note: 'Foo{EVIL}' may be wrong).\n")
    manifest = [
        f"[files.{toml(name)}]\ntitle = {toml(f'Wind {EVIL}{at}')}\nbyline = {toml(EVIL)}\n"
        for at, name in enumerate(names)
    ]
    (story / "story.toml").write_text("".join(manifest))
    assert run("ingest", "flood", cwd=folder).code == 0
    return folder


def toml(text: str) -> str:
    """Write a text as TOML does."""
    return '"' + "".join(f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) > 126 else sign for sign in text) + '"'


@pytest.mark.parametrize("words", SHOWING, ids=" ".join)
def test_no_sign_that_a_terminal_obeys_reaches_one(hostile: Path, words: list[str]) -> None:
    written = on_a_terminal(hostile, *words)
    assert written.strip()
    assert OBEYED.findall(COLOUR.sub("", written).replace("\r\n", "\n")) == []


def test_files_of_toml_that_go_too_deep_or_are_too_large_are_refused(tmp_path: Path) -> None:
    story = tmp_path / "flood"
    story.mkdir()
    (story / "a.txt").write_text("It rained.")
    for content in ("title = " + "[" * 100_000, "title = " + "9" * 100_000, "title" + ".a" * 100_000 + " = 1"):
        (story / "story.toml").write_text(content)
        (tmp_path / "rules.toml").write_text(content)
        assert_told(run("ingest", "flood", cwd=tmp_path))
        assert_told(run("ingest", "flood/a.txt", "--note-rules", "rules.toml", cwd=tmp_path))
    (story / "story.toml").write_text("title = 'Flood'\n# " + "x" * 1_000_000)
    for words in ([], ["--max-size", "20000020"], ["--max-size", "100"]):
        refused = run("ingest", "flood", *words, cwd=tmp_path)
        assert_told(refused)
        assert "bytes (--max-size raises it to a 20th of itself)" in refused.err
    assert run("ingest", "flood", "--max-size", "21000000", cwd=tmp_path).code == 0
    (story / "story.toml").write_text("title = 'Flood'\n")
    assert run("ingest", "flood", "--max-size", "100", cwd=tmp_path).code == 0


def assert_told(ran: Ran) -> None:
    """See that a command refused, and said why in one line."""
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert ran.err.splitlines()[0].count("toml") == 1


def test_a_line_break_in_a_headline_forges_no_line(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"It rained {number} days.")
        title = f"Flood {number}\nforged: all is well"
        given = ["--story", "flood", "--title", title, "--byline", title, "--captured", f"2026-11-0{number}"]
        assert run("ingest", f"{number}.txt", *given, cwd=tmp_path).code == 0
    plain = [words for words in SHOWING if words[0] in ("list", "log", "show", "diff", "report", "blame", "search")]
    for words in [one for one in plain if "--format" not in one or "terminal" in one]:
        shown = run(*words, cwd=tmp_path)
        forged = [line for line in (shown.out + shown.err).splitlines() if line.lstrip().startswith("forged")]
        assert forged == [], words


def test_keys_are_no_paths(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    for key in (
        "../up",
        "/etc/passwd",
        "a/../../b",
        "a/./b",
        "a//b",
        ".hidden",
        "a\\b",
        "~root",
        "C:x",
        "a\0b",
        "\x1b[2J",
        "",
    ):
        if "\0" not in key:
            done = run("ingest", "a.txt", "--story", key, cwd=tmp_path)
            assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), key
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    for name in ("..", "...", "-", " "):
        assert run("ingest", "-", "--story", name, cwd=tmp_path, stdin=b"It rained.").code == 2
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "..a..txt").write_text("It rained.")
    assert run("ingest", "x/..a..txt", cwd=tmp_path).out.splitlines()[0] == "a: revision 1 (..a..txt)"


def test_output_goes_to_a_file_or_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    run("ingest", "a.txt", cwd=tmp_path)
    before = (tmp_path / "tracker.db").read_bytes()
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "to-archive").symlink_to("tracker.db")
    (tmp_path / "to-report").symlink_to("report.md")
    paths = ["folder", "missing/report.md", "loop", "loop/x", "to-archive", "./folder/../tracker.db", "/dev/full"]
    for path in (*paths, "a.txt/b"):
        done = run("list", "-o", path, cwd=tmp_path)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), path
    assert run("list", "-o", "to-report", cwd=tmp_path).code == 0
    assert (tmp_path / "to-report").is_symlink()
    assert (tmp_path / "report.md").exists()
    assert (tmp_path / "tracker.db").read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "a.txt", "folder", "loop", "report.md", "to-archive", "to-report", "tracker.db",
    ]  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_standard_output_that_is_full_or_closed_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    run("ingest", "a.txt", cwd=tmp_path)
    for words in ("list", "show a 1 --raw", "--help", "ingest a.txt"):
        command = f"{sys.executable} -m tracker {words}"
        full = subprocess.run(f"{command} > /dev/full", shell=True, cwd=tmp_path, capture_output=True, text=True)
        told = (2, "tracker: cannot write: No space left on device\n")
        if words.startswith("ingest"):
            told = (0, "cannot write what was done (No space left on device); the run goes on\n")
        assert (full.returncode, full.stderr) == told, words
        closed = subprocess.run(f"{command} >&-", shell=True, cwd=tmp_path, capture_output=True, text=True)
        assert (closed.returncode, closed.stderr) == (0, ""), words


def test_a_folder_with_links_in_a_circle_ends_and_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    story = tmp_path / "flood"
    (story / "inner").mkdir(parents=True)
    (story / "1.txt").write_text("It rained.")
    (story / "inner" / "up").symlink_to("..")
    (story / "self.txt").symlink_to("self.txt")
    (story / "gone.txt").symlink_to("nowhere.txt")
    (story / "other.txt").symlink_to("1.txt")
    (story / "endless.txt").symlink_to("/dev/zero")
    os.mkfifo(story / "pipe.txt")
    (story / "folder.txt").mkdir()
    done = run("ingest", "flood", cwd=tmp_path)
    assert done.out.splitlines()[0] == "flood: revision 1 (1.txt)"
    assert done.out.splitlines()[-1] == "1 added, 1 noted as visits, 0 known already"
    assert done.err == "flood: passed over 4 that are no .txt, .md or .html file (first: endless.txt)\n"
    assert done.code == 0


def bound(folder: Path, *words: str, stdin: bytes = b"") -> Ran:
    """Run a command that a size is to stop: one line, nothing written."""
    done = run(*words, cwd=folder, stdin=stdin)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
    assert "over the limit of " in done.err
    assert "--max-size" in done.err
    return done


def test_every_input_has_a_bound_and_an_option_to_raise_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n" * 100)
    (tmp_path / "terms.csv").write_text("term,correct\nFoo,Bar\n" + "\n" * 2_000)
    bound(tmp_path, "ingest", "a.txt", "--max-size", "1000")
    bound(tmp_path, "ingest", "-", "--story", "a", "--max-size", "1000", stdin=b"x" * 2_000)
    bound(tmp_path, "compare", "a.txt", "a.txt", "--max-size", "1000")
    bound(tmp_path, "terms", "import", "terms.csv", "--max-size", "1000")
    run("ingest", "a.txt", cwd=tmp_path)
    run("export", "a", "-o", "a.jsonl", cwd=tmp_path)
    bound(tmp_path, "import", "a.jsonl", "--db", "b.db", "--max-size", "300")
    (tmp_path / "heads.txt").write_text(run("verify", "--heads", cwd=tmp_path).out * 20)
    bound(tmp_path, "verify", "--against", "heads.txt", "--max-size", "1000")
    bound(tmp_path, "ingest", "/dev/zero", "--max-size", "100000")
    assert run("import", "a.jsonl", "--db", "b.db", "--max-size", "3000", cwd=tmp_path).code == 0
    assert not (tmp_path / "c.db").exists()


def test_a_bomb_in_an_archive_does_not_go_off(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with Archive.open(str(path), create=True) as archive:
        put(archive, capture("It rained.", "a"), capture("It snowed.", "b", 1))
    large = zstandard.ZstdCompressor(level=19).compress(b"\0" * 300_000_000)
    claimed = zstandard.ZstdCompressor(level=1, write_content_size=True)
    lying = claimed.compress(b"\0" * 100_000_000)
    for size, data in ((10, large), (2**40, large), (2**62, lying), (-1, large), (300_000_000, large[:40])):
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE blob SET size = ?, data = ?", (size, data))
        for words in (["show", "flood"], ["verify", "--data"], ["export", "flood"]):
            done = run(*words, cwd=tmp_path)
            assert done.code in (1, 2), (size, words)
            assert "Traceback" not in done.err
            assert "cannot be read" in done.out + done.err or "not what they were" in done.out + done.err
