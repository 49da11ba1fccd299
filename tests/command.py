"""Run the command line as a person does: a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


def run(*words: str | Path, cwd: Path, stdin: bytes = b"", db: str | None = None) -> Ran:
    """Run `tracker` with words; the archive is `tracker.db` in `cwd` unless named."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    if db:
        environment["TRACKER_DB"] = db
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, words)],
        cwd=cwd,
        env=environment | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        input=stdin,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
