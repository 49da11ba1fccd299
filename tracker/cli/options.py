"""Options and arguments that are the same everywhere, and where output goes."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.errors import TrackerError
from tracker.reports.layout import Marks

if TYPE_CHECKING:
    from store import Archive
    from tracker.reports.terminal import Terminal


class Format(StrEnum):
    """How a result is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class ChangeFormat(StrEnum):
    """How changes are written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class ListFormat(StrEnum):
    """How a list is written that a spreadsheet may want too."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


Db = Annotated[
    str, typer.Option("--db", envvar="TRACKER_DB", metavar="URL", help="The archive: a path or a database URL.")
]
Story = Annotated[str, typer.Argument(metavar="STORY", help="The key of a story ('tracker list' shows them).")]
Stories = Annotated[list[str] | None, typer.Argument(metavar="STORY", help="Keys of stories; all where none is given.")]
Patterns = Annotated[
    list[str] | None, typer.Argument(metavar="STORY", help="Keys, or patterns such as 'flood-*'; all where none.")
]
Range = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="RANGE",
        help="REV, REV..REV, REV.., ..REV or REV REV. REV: a number, latest, prev, latest~2, @2026-11-20, a digest.",
    ),
]
Rev = Annotated[str, typer.Argument(metavar="REV", help="Which revision.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]
Context = Annotated[int, typer.Option("--context", min=0, help="Unchanged sentences shown around a change.")]
Everything = Annotated[bool, typer.Option("--all", help="Show unchanged sentences too.")]
AsMarks = Annotated[
    Marks,
    typer.Option("--marks", help="How Markdown marks words: bold (~~old~~ **new**), critic ({--old--}), html (<del>)."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
AsListFormat = Annotated[ListFormat | None, typer.Option("--format", help="terminal, markdown, json or csv.")]
AsChangeFormat = Annotated[ChangeFormat | None, typer.Option("--format", help="terminal, markdown, html or json.")]
AsFormat = Annotated[Format | None, typer.Option("--format", help="terminal, markdown or json.")]

NoteRulesFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--note-rules",
        envvar="TRACKER_NOTE_RULES",
        metavar="FILE",
        help="Your own rules that find notes; more than once for more files.",
    ),
]

MOST_HOURS = 876_000  # a century
WithinRevisions = Annotated[
    int, typer.Option(min=0, help="A note acknowledges a change that is at most so many revisions older,")
]
WithinHours = Annotated[float, typer.Option(min=0, max=MOST_HOURS, help="or at most so many hours.")]

MaxSize = Annotated[int, typer.Option("--max-size", metavar="BYTES", min=1, help="Refuse larger files.")]

DEFAULT_DB = "tracker.db"
LARGEST_FILE, LARGEST_EXPORT = 20_000_000, 1_000_000_000  # bytes


@contextmanager
def open_archive(database: str, *, create: bool = False) -> "Iterator[Archive]":
    """Open the archive for the length of a command."""
    from store import Archive

    with Archive.open(database, create=create) as archive:
        yield archive


def stdout_terminal(output: Path | None = None) -> "Terminal":
    """Give the manner of writing that standard output allows: no colour and no wrapping where it is piped."""
    from tracker.reports.terminal import Terminal

    if output is not None or not sys.stdout.isatty():
        return Terminal(colour=False, width=None)
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Terminal(colour=colour, width=shutil.get_terminal_size().columns)


def deliver(text: str, output: Path | None) -> None:
    """Write a result to standard output, or whole to a file."""
    if output is None:
        sys.stdout.write(text)
    else:
        deliver_bytes(text.encode(), output)


def deliver_bytes(data: bytes, output: Path) -> None:
    """Write a result whole to a file."""
    try:
        _write_whole(data, Path(os.path.realpath(output)))
    except OSError as error:
        raise TrackerError(f"cannot write {output}: {error.strerror or error}") from error
    tell(f"written to {output}")


def _write_whole(data: bytes, path: Path) -> None:
    """Write a file by way of one beside it, so that it is whole or as it was; devices and pipes as they are."""
    if path.is_symlink():
        raise TrackerError(f"{path} is a link that leads to itself")
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    if _is_database(path) or any(_is_database(Path(str(path).removesuffix(end))) for end in _BESIDE_A_DATABASE):
        raise TrackerError(f"{path} is a database: it is not written over")
    beside = path.with_name(f".tracker-{os.getpid()}")  # a long name would be too long with more
    try:
        beside.write_bytes(data)
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


_BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")  # SQLite's own files: what was committed may stand in them


def _is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"


def tell(message: str) -> None:
    """Say something to the person, beside the result; nothing in it is obeyed by a terminal."""
    from tracker.reports.phrases import one_line

    print(one_line(message), file=sys.stderr)


def say(line: str) -> None:
    """Say what was done, as the result; nothing in it is obeyed by a terminal."""
    from tracker.reports.phrases import one_line

    print(one_line(line), flush=True)


def parse_period(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """Read a period; a day as its end counts whole."""
    start, end = parse_time(since) if since is not None else None, parse_time(until) if until is not None else None
    if end and until and _is_day(until):
        end = datetime.combine(end, time.max, end.tzinfo)
    if start and end and end < start:
        raise TrackerError(f"the period ends before it begins: {since} to {until}")
    return start, end


def _is_day(word: str) -> bool:
    try:
        return bool(date.fromisoformat(word))
    except ValueError:
        return False


def parse_time(word: str) -> datetime:
    """Read a time given as an option; one without a zone is UTC."""
    from tracker.sources.manifest import as_utc

    try:
        return as_utc(datetime.fromisoformat(word))
    except ValueError as error:
        raise TrackerError(f"{word!r} is no time: write 2026-11-20 or 2026-11-20T09:00Z") from error
