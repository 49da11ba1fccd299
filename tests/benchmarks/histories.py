"""How long long histories take: blame and report of 500 revisions, and search over many stories.

python -m tests.benchmarks.histories [--revisions 100000]

Everything is generated, seeded, in a temporary folder; times are medians of runs in this one process, reading included.
"""

import argparse
import gc
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

from store import Archive, Captured, NewReading, NewRevision, NewSentence
from store.database import writing
from store.recording import record_all
from tests import histories
from tests.captures import NOON, capture
from tests.truth import STORIES
from tracker.reports.change_report import markdown_history
from tracker.reports.formats import HISTORIES
from tracker.reports.layout import Layout
from tracker.reports.provenance import BLAMES
from tracker.reports.terminal import Terminal
from tracker.tracking import find_blame, find_history, ingest_capture, read_capture, search_archive

LONG, WIDE = 500, 60  # revisions of the long story, its sentences
STEPS, SENTENCES, TOUCHED = 20, 30, 2  # revisions of each of the many stories, sentences, those new in a revision
PIPED = Terminal(colour=False, width=None)
QUERIES = {
    "a rare phrase": ["Osterman pledge"],
    "a common phrase": ["in the"],
    "three words": ["harbour", "council", "bridge"],
    "a name's beginning": ["Oster*"],
    "a rare word": ["Ninety"],
    "the commonest word": ["the"],
}


def main() -> None:
    """Run both and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, default=100_000)
    wanted = parser.parse_args()
    gc.set_threshold(50_000)  # as the command line does
    with tempfile.TemporaryDirectory() as folder:
        long_story(Path(folder) / "long.db")
        many_stories(Path(folder) / "many.db", wanted.revisions)


def long_story(path: Path) -> None:
    """Time what reads the whole of a long history."""
    with Archive.open(str(path), create=True) as archive:
        for number, revision in enumerate(histories.history(5, LONG, WIDE)):
            groups = [revision[k : k + 3] for k in range(0, len(revision), 3)]
            text = "\n\n".join(" ".join(one.text for one in group) for group in groups)
            one = capture(text, f"{number}.txt", number)
            ingest_capture(read_capture(one), archive.record, NOON)
    print(f"\n{LONG} revisions of {WIDE} sentences (asked: under 2 s each)")
    with Archive.open(str(path)) as archive:
        show("blame", lambda: BLAMES["terminal"](find_blame(archive, "flood", "latest"), PIPED), 5)
        show("report, Markdown", lambda: markdown_history(find_history(archive, "flood", []), Layout()), 5)
        show("report, JSON", lambda: HISTORIES["json"](find_history(archive, "flood", []), PIPED, Layout()), 5)


def many_stories(path: Path, revisions: int) -> None:
    """Time searches over many stories."""
    began = time.perf_counter()
    with Archive.open(str(path), create=True) as archive, writing(archive._engine).begin() as connection:
        for story, versions in enumerate(stories(revisions // STEPS)):
            record_all(connection, [Captured(f"story-{story}", f"Story {story}", one) for one in versions], NOON)
    took = time.perf_counter() - began
    with Archive.open(str(path)) as archive:
        counts = archive.counts()
        size = path.stat().st_size / counts["revisions"]
        print(
            f"\nsearch over {counts['revisions']:,} revisions, {counts['sentences']:,} sentences (asked: under 50 ms)"
        )
        print(f"  made in {took:.0f} s, {size:,.0f} bytes a revision")
        for name, sought in QUERIES.items():
            print(f"  {name}: {' + '.join(sought)}")
            show("  all stories", partial(search_archive, archive, sought, None, 20), 21)
            show("  one story", partial(search_archive, archive, sought, "story-7", 20), 21)
            show("  --first", partial(search_archive, archive, sought, None, 20, end="first"), 5)


def stories(count: int, steps: int = STEPS) -> Iterator[list[NewRevision]]:
    """Make stories whose words follow one another as in real prose."""
    random = Random(1)
    chain: defaultdict[str, list[str]] = defaultdict(list)
    for story in STORIES:
        for sentence in story:
            words = sentence.split()
            for word, following in pairwise(words):
                chain[word].append(following)
    starts = sorted({sentence.split()[0] for story in STORIES for sentence in story})
    for key in range(count):
        sentences = [made(random, chain, starts) for _ in range(SENTENCES)]
        revisions = []
        for number in range(steps):
            for _ in range(TOUCHED if number else 0):
                sentences[random.randrange(SENTENCES)] = made(random, chain, starts)
            revisions.append(revision(sentences, f"{key}-{number}", number))
        yield revisions


def made(random: Random, chain: dict[str, list[str]], starts: list[str]) -> str:
    """Make a sentence of twenty words."""
    words = [random.choice(starts)]
    while len(words) < 20:
        words.append(random.choice(chain[words[-1]]) if chain.get(words[-1]) else random.choice(starts).lower())
    return " ".join(words).replace(".", "") + "."


def revision(sentences: list[str], source: str, number: int) -> NewRevision:
    """Make a revision as the pipeline would hand it over; its text is kept as its sentences."""
    one = capture(" ".join(sentences), source, number)
    places, at = [], 0
    for sentence in sentences:
        places.append(NewSentence(sentence, at, at + len(sentence), 0))
        at += len(sentence) + 1
    reading = NewReading(one.raw.decode(), False, "as-it-is 1", "made 1", "made 1", tuple(places), ())
    bare = replace(one, title="Made")
    return NewRevision(
        bare.raw, "utf-8", "made", bare.media_type, bare.title, None, source, None, bare.captured_at, reading
    )


def show(name: str, run: Callable[[], object], times: int) -> None:
    """Print the median time of some runs."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    print(f"  {name:20} {statistics.median(took) * 1000:10.1f} ms (worst {max(took) * 1000:.1f})")


if __name__ == "__main__":
    main()
