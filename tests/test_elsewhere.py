"""Use from elsewhere: the README's recipes for git, run as they stand there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

Write = Callable[[str, str | bytes], Path]
RECIPES = re.search(
    r"## Use from elsewhere.*?```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
)


def test_the_readmes_recipes_for_git_work(write: Write, tmp_path: Path) -> None:
    folder = write("flood.txt", "It rained on Monday. Nobody was hurt.\n").parent
    program = write("bin/tracker", f'#!/bin/sh\nexec "{sys.executable}" -m tracker "$@"\n')
    program.chmod(0o755)
    environment = {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}

    def shell(script: str) -> str:
        done = subprocess.run(
            ["sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    who = "git config user.name A && git config user.email a@b.example && git config core.pager cat"
    shell(f"git init -q . && {who} && git add flood.txt && git commit -qm one")
    write("flood.txt", "It rained on Tuesday. Nobody was hurt.\n")
    write("new.txt", "A bridge was closed.\n")
    shell("git add new.txt && git commit -qam two")
    assert RECIPES is not None
    found = [shell(part) for part in RECIPES[1].split("\n\n")]
    assert len(found) == 3
    for output in found:
        assert output is found[0] or "flood.txt\n" in output
        assert "    It rained on [-Monday-]{+Tuesday+}.\n" in output
        assert "    {+A bridge was closed.+}\n" in output
