"""Run the command line as a person does: a process of its own, in a folder of its own.

A command starts in half a second or more, most of it the loading of modules. So one process loads them once and forks
for each command: what a command does to its process, its folder and its environment ends with it.
"""

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

LOADED = (
    *("tracker.cli.app", "tracker.tracking", "tracker.reports.formats", "tracker.reports.as_html"),
    *("tracker.reports.edits", "tracker.reports.lists", "tracker.reports.noted", "tracker.reports.provenance"),
    *("tracker.reports.searching", "tracker.reports.statistics", "sqlalchemy.dialects.sqlite", "psycopg"),
    "trafilatura",
)
_ONE_AT_A_TIME = Lock()


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
    order = {"words": list(map(str, words)), "cwd": str(cwd), "environment": environment | {"COLUMNS": "80"}}
    with ExitStack() as stack:
        files = [stack.enter_context(NamedTemporaryFile()) for _ in range(3)]
        files[0].write(stdin)
        files[0].flush()
        code = _ordered(order | {"streams": [file.name for file in files]})
        return Ran(code, *(Path(file.name).read_bytes().decode() for file in files[1:]))


def _ordered(order: Mapping[str, object]) -> int:
    """Have a command run, and give its exit code."""
    with _ONE_AT_A_TIME:
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        return int(server.stdout.readline())


@lru_cache(maxsize=1)
def _server() -> "subprocess.Popen[str]":
    code = "from tests.command import serve; serve()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    root = Path(__file__).parent.parent
    return subprocess.Popen([sys.executable, "-c", code], cwd=root, text=True, **pipes)  # type: ignore[call-overload, no-any-return]


def serve() -> None:
    """Run each command that a line of standard input orders, in a fork of this process; answer with its exit code."""
    _warm_up()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(**json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """Load modules and compile patterns: what every command would do anew."""
    import tracker

    for name in LOADED:
        import_module(name)
    old, new = (tracker.read_document(text) for text in ("It rained on Monday.", "It rained on Tuesday [sic]."))
    for form in ("terminal", "markdown", "html", "json"):
        tracker.write_comparison(tracker.compare(old, new), form)
    with redirect_stdout(io.StringIO()):
        import_module("tracker.cli.app").app(["schema"], standalone_mode=False)
    gc.freeze()  # what is shared with the forks is not written to


def _become(words: list[str], cwd: str, environment: dict[str, str], streams: list[str]) -> None:
    """Run a command as this process, and end."""
    from tracker.cli import main

    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, (path, flags) in enumerate(zip(streams, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        os.dup2(os.open(path, flags), number)
    sys.stdin, sys.stdout, sys.stderr = _streams()
    sys.argv = ["tracker", *words]
    code: object = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)  # what is shared is not taken apart


def _streams() -> Iterator[io.TextIOWrapper]:
    yield io.TextIOWrapper(open(0, "rb", closefd=False), encoding="utf-8")  # noqa: SIM115
    yield io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8")  # noqa: SIM115
    yield io.TextIOWrapper(open(2, "wb", closefd=False), encoding="utf-8", line_buffering=True)  # noqa: SIM115
