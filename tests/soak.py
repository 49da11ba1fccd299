"""Writers side by side, and all that writes killed: nothing that was acknowledged is lost, nothing is half-written.

python -m tests.soak [--kills 200] [--writers 8] [--revisions 50] [--database URL]

Without --database a file in a temporary folder. Each part prints its figures; the first thing found wrong ends the run.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from store import Archive
from tests.conftest import ROOT
from tests.earlier import take_back
from tracker.tracking import verify_stories

WRITER = """
import sys
from datetime import UTC, datetime, timedelta
import tracker
url, story, name, first, count = sys.argv[1:]
start = datetime(2026, 11, 20, tzinfo=UTC)
with tracker.Archive.open(url) as archive:
    for number in range(int(first), int(first) + int(count)):
        text = " ".join(f"Sentence {k} of {name} is as revision {number - k % 7} had it (sic)." for k in range(30))
        captured = start + timedelta(minutes=number)
        done = tracker.ingest_text(archive, story, text, captured_at=captured, source=f"{name}-{number}")
        print(done.story, done.number, f"{name}-{number}", flush=True)
"""
REINDEX = """
import sys
from tracker.cli import main
import tracker.tracking
sys.argv = ["tracker", "reindex", "--all", "--db", sys.argv[1]]
print("ready", flush=True)
main()
"""
COPY = """
import sys
import tracker
from tracker.tracking import copy_archive
print("ready", flush=True)
with tracker.Archive.open(sys.argv[1]) as one, tracker.Archive.open(sys.argv[2], create=True) as other:
    list(copy_archive(one, other))
"""
HIDE = """
import sys
from tracker.cli import main
import tracker.tracking
sys.argv = ["tracker", "hide", sys.argv[2], sys.argv[3], "--why", "a test", "--yes", "--db", sys.argv[1]]
print("ready", flush=True)
main()
"""
UPGRADE = """
import sys
import store.migrate
import tracker
print("ready", flush=True)
tracker.Archive.open(sys.argv[1], upgrade=True).close()
print("upgraded", flush=True)
"""


def started(script: str, *words: str) -> subprocess.Popen[str]:
    """Start a script as a process of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", script, *words], text=True, env=environment, **pipes)  # type: ignore[call-overload, no-any-return]


def side_by_side(url: str, writers: int, revisions: int) -> str:
    """Let writers write one story together, and one each of their own, while a reader reads; nothing may be lost."""
    running = [started(WRITER, url, "shared", f"w{k}", "1", str(revisions)) for k in range(writers)]
    running += [started(WRITER, url, f"own-{k}", f"o{k}", "1", str(revisions)) for k in range(writers)]
    longest = 0.0
    with Archive.open(url) as archive:
        while any(one.poll() is None for one in running):
            began = time.perf_counter()
            archive.stories()
            longest = max(longest, time.perf_counter() - began)
            time.sleep(0.02)
        told = [line for one in running for line in one.communicate()[0].splitlines()]
        assert [one.returncode for one in running] == [0] * len(running), [one.communicate()[1] for one in running]
        check(archive, told)
        counts = {story.key: story.revisions for story in archive.stories()}
    assert counts["shared"] == writers * revisions, counts["shared"]
    assert all(counts[f"own-{k}"] == revisions for k in range(writers)), counts
    return f"{len(running)} writers, {len(told)} revisions, none lost; a reader waited at most {longest * 1000:.0f} ms"


def check(archive: Archive, told: list[str]) -> None:
    """Say whether all that was acknowledged is there, under its number, and the archive whole."""
    verified = verify_stories(archive, [])
    assert verified.faults == (), verified.faults[:5]
    sources = {(story.key, row.seq): row.source for story in archive.stories() for row in archive.revisions(story)}
    for line in told:
        key, number, source = line.split()
        assert sources[key, int(number)] == source, line


def killed(process: subprocess.Popen[str], after: float) -> list[str]:
    """Kill a process without warning a while after its first word, and give what it had said."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return [first.strip(), *process.communicate()[0].splitlines()]


def kill_writers(url: str, kills: int, chance: random.Random) -> str:
    """Kill writers at random points; after each all that was acknowledged is there."""
    told: list[str] = []
    for number in range(kills):
        writer = started(WRITER, url, f"killed-{number % 5}", f"k{number}", str(1000 * number), "1000")
        told += [line for line in killed(writer, chance.uniform(0, 0.25)) if len(line.split()) == 3]
        if number % 10 == 9 or number == kills - 1:
            with Archive.open(url) as archive:
                check(archive, told)
    return f"{kills} writers killed, {len(told)} revisions acknowledged, all there"


def kill_readers_again(url: str, kills: int, chance: random.Random) -> str:
    """Kill reindexing at random points: each story is read again whole or not at all."""
    for number in range(kills):
        killed(started(REINDEX, url), chance.uniform(0, 0.8))
        if number % 5 == 4 or number == kills - 1:
            with Archive.open(url) as archive:
                verified = verify_stories(archive, [])
                assert (verified.faults, verified.stale) == ((), 0)
    return f"{kills} times reindexing killed, the archive whole"


def kill_copies(url: str, copy: str, kills: int, chance: random.Random) -> str:
    """Kill a copy at random points; then let it end: both archives have the same heads."""
    for _ in range(kills):
        killed(started(COPY, url, copy), chance.uniform(0, 0.5))
    ended = started(COPY, url, copy)
    _, faults = ended.communicate()
    assert ended.returncode == 0, faults
    with Archive.open(url) as one, Archive.open(copy) as other:
        assert one.heads() == other.heads()
        assert verify_stories(other, []).faults == ()
    return f"{kills} copies killed; the next one ended with the same heads"


def kill_hiding(url: str, kills: int, chance: random.Random) -> str:
    """Kill the hiding of revisions at random points: each is hidden, and its text gone, or it is as it was."""
    hidden = 0
    for number in range(1, kills + 1):
        killed(started(HIDE, url, "shared", str(number)), chance.uniform(0, 0.3))
        with Archive.open(url) as archive:
            (story,) = [one for one in archive.stories() if one.key == "shared"]
            hidden = sum(row.aside is not None for row in archive.revisions(story))
            assert hidden == len(archive.decisions(story))
            assert verify_stories(archive, ["shared"]).faults == ()
    return f"{kills} times hiding killed, {hidden} revisions hidden, the others as they were"


def kill_upgrades(url: str, kills: int, chance: random.Random) -> str:
    """Kill migrations at random points: an archive is at the old schema or at the new one, and whole."""
    finished = 0
    for _ in range(kills):
        take_back(url, "0001")
        finished += "upgraded" in killed(started(UPGRADE, url), chance.uniform(0, 0.4))
        with Archive.open(url, upgrade=True) as archive:
            assert [story.revisions for story in archive.stories()]
            assert verify_stories(archive, [], 0.0).faults == ()
    return f"{kills} upgrades killed ({finished} too late), each time the archive opens and is whole"


def soak(url: str, copy: str, kills: int, writers: int, revisions: int, tell: Callable[[str], None]) -> None:
    """Do all of it on an empty database; `copy` is where there is none yet."""
    chance = random.Random(1)
    Archive.open(url, create=True).close()
    tell(side_by_side(url, writers, revisions))
    tell(kill_writers(url, kills // 2, chance))
    tell(kill_readers_again(url, kills // 5, chance))
    tell(kill_copies(url, copy, kills // 5, chance))
    tell(kill_hiding(url, kills // 10, chance))
    tell(kill_upgrades(url, kills // 10, chance))  # last: what is taken back has lost what older schemas do not hold


def main() -> None:
    """Run it as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--revisions", type=int, default=50)
    parser.add_argument("--database")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.database or str(Path(folder) / "soak.db")
        soak(
            url,
            str(Path(folder) / "copy.db"),
            asked.kills,
            asked.writers,
            asked.revisions,
            lambda line: print(line, flush=True),
        )


if __name__ == "__main__":
    main()
