"""How fast, and how small, the store is: batch ingest, random reads, bytes a revision.

python -m tests.benchmarks.store [--revisions 100000] [--ingested 2000]

Generated stories of 600 words and 20 revisions, two of 30 sentences new in each; SQLite files in a temporary folder.
First, in one process, 20 revisions committed to disk together, as the command line does: the whole of an ingest; the
store's share of it, the same revisions read before; and an ORM unit of work that writes the same rows, but for the
search index, as mapped objects. Then what an archive takes on disk beside the same facts, bytes, texts and sentences in
plain columns with the same keys and no search index. Last the time of random reads from that archive.
"""

import argparse
import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeVar
from unittest.mock import patch

from store import Archive, Captured
from store.database import writing
from store.recording import record_all
from tests.benchmarks.histories import SENTENCES, STEPS, stories
from tests.benchmarks.plain import PlainStore, UnitOfWork
from tests.captures import NOON
from tracker.cli.ingesting import TOGETHER
from tracker.model import Capture
from tracker.tracking import find_comparison, find_sentence_life, ingest_captures, load_revision, read_capture
from tracker.tracking.ingesting import new_revision

One = TypeVar("One")
READS = 301  # random reads of each kind
SHORT = 5  # revisions of the shorter stories: news stories have about four


def main() -> None:
    """Run all of it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--revisions", type=int, default=100_000)
    parser.add_argument("--ingested", type=int, default=2_000)
    asked = parser.parse_args()
    gc.set_threshold(50_000)  # as the command line does
    with tempfile.TemporaryDirectory() as folder:
        speed(Path(folder), asked.ingested)
        size(Path(folder), min(asked.revisions, 10_000))
        reads(Path(folder), asked.revisions)


def revisions(count: int, steps: int = STEPS) -> Iterator[Captured]:
    """Make revisions, one story after the other."""
    for at, versions in enumerate(stories(count // steps, steps)):
        for one in versions:
            yield Captured(f"story-{at}", one.title, one)


def batches(some: Iterable[One], size: int = TOGETHER) -> Iterator[list[One]]:
    """Give values some at a time."""
    waiting = iter(some)
    while batch := list(islice(waiting, size)):
        yield batch


def ingest(captures: list[Capture], archive: Archive) -> None:
    """Do all that the command line does with captures."""
    for some in batches(captures):
        ingest_captures([read_capture(one) for one in some], archive.record, NOON)


def speed(folder: Path, count: int) -> None:
    """Time the same revisions ingested whole, by the store alone, and by an ORM."""
    captures = [
        Capture(of.story, one.source, one.raw, "text/plain", one.captured_at, title=one.title)
        for of in revisions(count)
        for one in [of.content]
    ]
    with Archive.open(str(folder / "whole.db"), create=True) as archive:
        whole = timed(partial(ingest, captures, archive))
    read = [Captured(one.story, one.title, new_revision(read_capture(one))) for one in captures]
    with Archive.open(str(folder / "share.db"), create=True) as archive:
        share = timed(lambda: [archive.record(some, NOON) for some in batches(read)])
    with UnitOfWork(folder / "orm.db") as orm:
        by_orm = timed(lambda: [orm.record(some) for some in batches(read)])
    with UnitOfWork(folder / "orm-each.db") as orm:
        each = timed(lambda: [orm.record([one]) for one in read])
    print(f"\nrevisions a second, {count:,} revisions of 600 words, {TOGETHER} committed together")
    print(f"  all of it: decoding, sentences, notes, digests, commit  {count / whole:6.0f}  (asked: 200)")
    print(f"  the store's share, search index included                {count / share:6.0f}  (asked: 600)")
    print(f"  an ORM unit of work for each, no search index           {count / each:6.0f}")
    print(f"  an ORM unit of work for {TOGETHER}, no search index             {count / by_orm:6.0f}")
    print(f"  the store beside the ORM: {each / share:.1f} and {by_orm / share:.1f} times  (asked: 5)")


def size(folder: Path, count: int) -> None:
    """Compare what the same revisions take: plainly, packed each by itself, and packed against keyframes."""
    with PlainStore(folder / "plain.db") as plain:
        for one in revisions(count):
            plain.record(one.story, one.content)
    with patch("store.blobs.WORTH", -1):  # nothing is worth a dictionary: every blob is packed by itself
        fill(folder / "alone.db", count)
    fill(folder / "packed.db", count)
    plainly = (folder / "plain.db").stat().st_size / count
    print(f"\nbytes a revision, {count:,} revisions")
    print(f"  bytes, text and sentences in plain columns  {plainly:7,.0f}")
    for name, words, asked in (("alone", "zstd, each blob by itself", 40), ("packed", "zstd, against keyframes", 25)):
        taken, index = taken_by(folder / f"{name}.db", count)
        without = f"{(taken - index) / plainly:4.1%} without the search index"
        print(f"  {words:42}  {taken:7,.0f}  {taken / plainly:4.1%}, {without}  (asked: {asked}%)")


def taken_by(path: Path, count: int) -> tuple[float, float]:
    """Give the bytes that a revision takes in an archive, and those of its search index among them."""
    blocks = "SELECT block FROM sentence_words_data UNION ALL SELECT block FROM headline_words_data"
    with closing(sqlite3.connect(path)) as connection:
        return path.stat().st_size / count, connection.execute(f"SELECT SUM(LENGTH(block)) FROM ({blocks})").fetchone()[
            0
        ] / count


def fill(path: Path, count: int, steps: int = STEPS) -> None:
    """Write revisions into an archive, in one transaction."""
    with Archive.open(str(path), create=True) as archive, writing(archive._engine).begin() as connection:
        for some in batches(revisions(count, steps), 1_000):
            record_all(connection, some, NOON)


def reads(folder: Path, count: int) -> None:
    """Time reads of revisions chosen by chance from large archives: of long stories, and of shorter ones."""
    print(f"\nrandom reads from {count:,} revisions (asked: under 5 ms, median)")
    for steps in (STEPS, SHORT):
        path = folder / f"large-{steps}.db"
        fill(path, count, steps)
        print(f"  stories of {steps} revisions")
        with Archive.open(str(path)) as archive:
            read_by_chance(archive, count // steps, steps)
        path.unlink()


def read_by_chance(archive: Archive, stories: int, steps: int) -> None:
    """Time three ways to read from an archive."""
    random = Random(2)

    def key() -> str:
        return f"story-{random.randrange(stories)}"

    def number() -> int:
        return random.randrange(2, steps + 1)

    sentence = partial(random.randrange, 1, SENTENCES + 1)
    show("a revision", lambda: load_revision(archive, key(), str(number())))
    show("a diff of two", lambda: find_comparison(archive, key(), [str(number() - 1), str(number())]))
    show("the life of a sentence", lambda: find_sentence_life(archive, key(), str(number()), sentence()))


def timed(run: Callable[[], object]) -> float:
    """Give the seconds that a run took."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def show(name: str, run: Callable[[], object]) -> None:
    """Print the median time of some runs."""
    took = [timed(run) for _ in range(READS)]
    print(f"    {name:24} {statistics.median(took) * 1000:6.2f} ms  (worst {max(took) * 1000:.2f})")


if __name__ == "__main__":
    main()
