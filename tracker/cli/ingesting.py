"""`tracker ingest`: texts into the archive."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from tracker.cli.options import DEFAULT_DB, LARGEST_FILE, Db, MaxSize, NoteRulesFiles, Quiet, parse_time, say, tell
from tracker.errors import TrackerError
from tracker.model import Capture
from tracker.sources import Details, Folders, Found, check_encoding, check_key, find_files, read_found, read_stdin

if TYPE_CHECKING:
    from store.archive import Recorder
    from tracker.tracking import Ingested, NoteRules, ReadCapture

MANY = 50  # files from which on a progress bar is shown
TOGETHER = 20  # captures recorded in one transaction

Read = Callable[[], Capture]


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders (one for each story), or - for standard input."),
    ],
    story: Annotated[
        str | None, typer.Option(metavar="KEY", help="The story they belong to. Default: the folder's or file's name.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The headline.")] = None,
    byline: Annotated[str | None, typer.Option(help="The byline.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the source says it was published.")
    ] = None,
    captured: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it was seen. Default: story.toml, else the file's time.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="The encoding the source declares, for what is not UTF-8.")
    ] = None,
    max_size: MaxSize = LARGEST_FILE,
    rules_files: NoteRulesFiles = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")] = False,
    quiet: Quiet = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Put files, folders or standard input into the archive; what is known already adds nothing."""
    details = Details(
        check_key(story) if story is not None else None,
        title,
        byline,
        parse_time(captured) if captured is not None else None,
        parse_time(published) if published is not None else None,
        max_size,
        check_encoding(encoding) if encoding is not None else None,
    )
    reads = _all_reads(sources, details)
    bar = not quiet and len(reads) >= MANY and sys.stderr.isatty()
    from tracker.tracking import read_note_rules

    rules = read_note_rules(rules_files, max_size)
    run = _Run(rules, quiet=quiet, lines=not (bar and sys.stdout.isatty()), dry_run=dry_run)
    with _recorder(db, dry_run=dry_run) as recorder:
        for read in _with_progress(reads) if bar else reads:
            run.take(read, recorder)
        run.record(recorder)
    run.finish()


class _Run:
    """One run over many captures: records some at a time, goes on past a bad one, and tells at the end."""

    def __init__(self, rules: "NoteRules", *, quiet: bool, lines: bool, dry_run: bool) -> None:
        self.rules = rules
        self.quiet = quiet
        self.lines = lines and not quiet  # a line for each capture; a bar on the same screen stands for them
        self.dry_run = dry_run
        self.counts: Counter[str] = Counter()
        self.waiting: list[ReadCapture] = []

    def take(self, read: Read, recorder: "Callable[[], Recorder]") -> None:
        """Read a capture, before the archive is opened, and made where there is none; record it with some others."""
        from tracker.tracking import read_capture

        try:
            self.waiting.append(read_capture(read(), self.rules))
        except TrackerError as error:
            self.record(recorder)
            self._fail(error)
        if len(self.waiting) == TOGETHER:
            self.record(recorder)

    def record(self, recorder: "Callable[[], Recorder]") -> None:
        """Record what waits in one transaction; where that cannot be done, each by itself."""
        waiting, self.waiting = self.waiting, []
        if waiting and not self._recorded(waiting, recorder):
            for one in waiting:
                self._recorded([one], recorder)

    def _recorded(self, some: "list[ReadCapture]", recorder: "Callable[[], Recorder]") -> bool:
        """Record captures together, and tell what became of each; say whether that could be done."""
        from store import StoreError
        from tracker.tracking import ingest_captures

        archive = recorder()  # one that cannot be opened ends the run
        try:
            done = ingest_captures(some, archive, datetime.now(UTC))
        except (TrackerError, StoreError) as error:
            if len(some) == 1:
                self._fail(error)
            return len(some) == 1
        for one in done:
            self.counts[one.arrival.value] += 1
            self._tell(one)
        return True

    def _fail(self, error: Exception) -> None:
        self.counts["failed"] += 1
        tell(f"tracker: {error}")

    def _tell(self, done: "Ingested") -> None:
        from tracker.reports.phrases import damage_in_words

        if done.ignored:
            why = "the same bytes from the same source are a visit"
            tell(f"{done.source}: its {done.ignored} differs from revision {done.number}'s and is left out: {why}")
        if done.warning:
            tell(f"{done.source}: warning: {done.warning}")
        for damage in done.damage:
            tell(f"{done.source}: {damage_in_words(damage)}")
        if not self.lines:
            return
        revert = f", a revert to revision {done.reverts_to}" if done.reverts_to is not None else ""
        words = {
            "revision": f"revision {done.number}{revert}",
            "visit": f"nothing new, a visit to revision {done.number}",
            "hidden": f"revision {done.number}, hidden like the revision whose text it has",
        }
        what = words.get(done.arrival.value, f"known already, revision {done.number}")
        self._say(f"{done.story}: {what} ({done.source})")

    def _say(self, line: str) -> None:
        """Print a line; a reader who has gone away does not stop the run."""
        try:
            say(line)
        except OSError as error:
            self.quiet, self.lines = True, False
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                tell(f"cannot write what was done ({error.strerror}); the run goes on")

    def finish(self) -> None:
        """Tell the counts; exit 2 where something failed."""
        if not self.quiet and self.counts.total() > self.counts["failed"]:
            would = "would be " if self.dry_run else ""
            parts = [
                f"{self.counts['revision'] + self.counts['hidden']} {would}added",
                f"{self.counts['visit']} {would}noted as visits",
                f"{self.counts['known']} known already",
            ]
            parts += [f"{self.counts['failed']} failed"] if self.counts["failed"] else []
            self._say(", ".join(parts))
        if self.counts["failed"]:
            raise typer.Exit(2)


def _stdin() -> BinaryIO:
    """Give standard input; TrackerError where it is closed."""
    if sys.stdin is None:
        raise TrackerError("-: standard input is closed")
    return sys.stdin.buffer


def _all_reads(sources: list[str], details: Details) -> list[Read]:
    """Give a function for each capture of a run that reads it, or says why not, when its turn comes."""
    reads: list[Read] = []
    folders: Folders = {}
    for source in sources:
        if source == "-":
            reads.append(lambda: read_stdin(_stdin(), details, datetime.now(UTC)))
            continue
        try:
            if not source:
                raise TrackerError("a source without a name: an empty variable? ('.' is this folder)")
            finds = find_files(Path(source), details.story, details.max_size, folders)
        except TrackerError as error:
            reads.append(_failing(error))
            continue
        if finds.passed_over:
            first = finds.passed_over[0].name
            tell(f"{source}: passed over {len(finds.passed_over)} that are no .txt, .md or .html file (first: {first})")
        reads += [_reader(found, details) for found in finds.files]
    return reads


def _reader(found: Found | TrackerError, details: Details) -> Read:
    if isinstance(found, TrackerError):
        return _failing(found)
    return lambda: read_found(found, details)


def _failing(error: TrackerError) -> Read:
    def fail() -> Capture:
        raise error

    return fail


@contextmanager
def _recorder(db: str, *, dry_run: bool) -> "Iterator[Callable[[], Recorder]]":
    """Give what opens the archive at the first capture that can be read: bad input makes no empty archive."""
    from contextlib import ExitStack

    from tracker.tracking import open_recorder

    with ExitStack() as stack:
        opened: list[Recorder] = []

        def recorder() -> "Recorder":
            if not opened:
                opened.append(stack.enter_context(open_recorder(db, rehearse=dry_run)))
            return opened[0]

        yield recorder


def _with_progress(reads: list[Read]) -> Iterable[Read]:
    from rich.console import Console
    from rich.progress import track

    return track(reads, description="ingest", console=Console(stderr=True))
