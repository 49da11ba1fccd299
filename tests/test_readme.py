"""What the README says is what happens: its console blocks are run and compared."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.command import run
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def steps() -> list[tuple[str, str]]:
    """Give each command of the console blocks with the output that stands below it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def agrees(expected: str, found: str) -> bool:
    """Compare line by line; a line of three dots stands for any lines, "since ... UTC" for any time."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line + "\n") for line in expected.splitlines())
    pattern = pattern.replace(re.escape("since ... UTC"), r"since \d{4}-\d\d-\d\d \d\d:\d\d UTC")
    return re.fullmatch(pattern, found) is not None


def test_the_readmes_commands_print_what_it_shows(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    assert len(steps()) >= 7
    for command, expected in steps():
        program, *words = shlex.split(command)
        assert program == "tracker"
        done = run(*words, cwd=tmp_path)
        assert done.code == 0, done.err
        assert agrees(expected, done.out), f"{command}\n{done.out}"


def test_the_report_that_the_readme_writes_is_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    run("ingest", "seeds", cwd=tmp_path)
    done = run("report", "belarus-military-agreement", "--output", "report.md", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "written to report.md\n")
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# Change report: Lukashenko approves")


def test_the_check_of_an_export_that_the_readme_gives_sees_what_is_cut_or_forged(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(import base64.*?)```", README, re.DOTALL)
    (tmp_path / "check.py").write_text(program)
    run("ingest", ROOT / "seeds" / "belarus-military-agreement", cwd=tmp_path)
    run("hide", "belarus-military-agreement", "3", "--why", "x", "--headline", "--yes", cwd=tmp_path)
    run("hide", "belarus-military-agreement", "2", "--why", "x", "--yes", cwd=tmp_path)
    lines = run("export", "belarus-military-agreement", cwd=tmp_path).out.splitlines(keepends=True)
    without = [line.replace('"raw":"', '"raw":null,"was":"') if '"seq":5' in line else line for line in lines]
    assert without != lines
    told = []
    for content in (
        lines,
        lines[:-1],
        lines[:2] + lines[3:],
        without,
        [line for line in lines if '"decision"' not in line],
    ):
        (tmp_path / "export.jsonl").write_text("".join(content), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "check.py", "export.jsonl"], cwd=tmp_path, capture_output=True, check=False
        )
        told.append((done.returncode, done.stdout.startswith(b"whole: 6 revisions, head ")))
    assert told == [(0, True), *[(1, False)] * 4]
