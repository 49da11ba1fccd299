"""How fast a text is cut into sentences and searched for notes, beside other splitters, and how that grows.

`python -m tests.benchmarks.reading` makes texts of the real sentences in tests/cases/prose.txt, each text another, and
times every reader that is installed on all of them once, cold: no text is seen twice. Then it times our readers on
input made to hurt, at two sizes: a ratio near 2 means that the work grows as the text does. What peers give: pySBD,
nupunkt and sentencex give the texts of sentences; none of them reads hard-wrapped lines or finds notes.
"""

import argparse
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from random import Random
from typing import Any

from tests.casefiles import CASES
from tests.prose import HOSTILE
from tracker.text import find_notes, split_sentences
from tracker.text.damage import find_damage
from tracker.text.fold import fold

SENTENCES = [line for line in (CASES / "prose.txt").read_text(encoding="utf-8").split("\n") if line]


def texts(megabytes: float) -> list[str]:
    """Make news-sized texts of paragraphs of real sentences, no two the same."""
    random, made, size = Random(7), [], 0
    while size < megabytes * 1e6:
        paragraphs = [" ".join(random.sample(SENTENCES, random.randint(1, 4))) for _ in range(random.randint(5, 15))]
        made.append("\n\n".join(paragraphs))
        size += len(made[-1].encode())
    return made


def readers() -> Iterable[tuple[str, Callable[[str], object], float]]:
    """Give every reader that is installed, with how many megabytes it is given."""
    yield "tracker sentences", split_sentences, 4
    yield "tracker notes", find_notes, 4
    if pysbd := _installed("pysbd"):
        yield "pySBD", pysbd.Segmenter(language="en", clean=False).segment, 0.15
    if nupunkt := _installed("nupunkt"):
        yield "nupunkt", nupunkt.sent_tokenize, 4
    if sentencex := _installed("sentencex"):
        yield "sentencex", lambda text: list(sentencex.segment("en", text)), 1


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        print(f"{name:20} not installed")
        return None


def seconds(read: Callable[[str], object], given: Iterable[str]) -> float:
    """Time a reader over texts."""
    start = time.perf_counter()
    for text in given:
        read(text)
    return time.perf_counter() - start


def main() -> None:
    """Print both tables."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    speeds = {}
    for name, read, megabytes in readers():
        given = texts(megabytes)
        read("Warm up. Load what is loaded late.")
        speeds[name] = sum(len(text.encode()) for text in given) / 1e6 / seconds(read, given)
        times = speeds["tracker sentences"] / speeds[name]
        print(f"{name:20} {speeds[name]:8.3f} MB/s   our sentences are {times:.1f} times as fast")
    print(
        f"\n{'input made to hurt':20} " + " ".join(f"{name:>22}" for name in ("sentences", "notes", "damage", "fold"))
    )
    for name, piece in HOSTILE.items():
        half, whole = (piece * (size // len(piece)) + "x" for size in (500_000, 1_000_000))
        cells = []
        for read in (split_sentences, find_notes, find_damage, fold):
            first, second = seconds(read, [half]), seconds(read, [whole])
            cells.append(f"{second * 1e3:10.1f} ms, x {second / first:5.1f}")
        print(f"{name:20} " + " ".join(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main()
