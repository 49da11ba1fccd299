"""What a comparison costs beside other diff programs, and how the cost grows with the length of the text.

`python -m tests.benchmarks.diffs` makes seeded texts and times, on the same texts, `align` with `word_diff` and every
other program that is installed; `--quick` gives each of those 10 seconds a pair, not 60. Every run is a fresh process,
stopped at the limit. The texts go through files, so that the parent stays small and adds nothing to a child's peak.
"""

import argparse
import math
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.benchmarks.pairs import Prose, Size

Outcome = float | str  # a measure, or why there is none

BIT_MATRIX = 2e9  # bytes that rapidfuzz may take: a bit for each old word and each new one


SIZES = (
    Size(600, 0.10),
    Size(600, 0.45),
    Size(600, 0.10, rewritten=True),
    Size(600, 0.45, rewritten=True),
    Size(10_000, 0.03),
    Size(100_000, 0.03),
    Size(100_000, 0.03, rewritten=True),
    Size(1_000_000, 0.03),
)


def make(size: Size) -> Outcome:
    """Write both texts of a pair, the same ones every time; give the number of old words."""
    prose = Prose(size.words)
    old = prose.paragraphs(size.words)
    new = prose.edited(old, size.touched, prose.rewritten if size.rewritten else prose.reworded)
    for name, paragraphs in (("old.txt", old), ("new.txt", new)):
        Path(name).write_text("\n\n".join(map(" ".join, paragraphs)) + "\n", encoding="utf-8")
    return float(len(read()[0].split()))


def read() -> tuple[str, str]:
    """Read both texts."""
    return Path("old.txt").read_text(encoding="utf-8"), Path("new.txt").read_text(encoding="utf-8")


def sentences(text: str) -> list[str]:
    """Give the sentences back that a text was made of: no full stop stands elsewhere."""
    return re.findall(r"\S[^.]*\.", text)


def one_line(text: str) -> str:
    """Give a text without its line breaks, as many a scraped story comes."""
    return " ".join(text.split())


def word_by_word(diff: Any, old: list[str], new: list[str]) -> object:
    """Align sentences, then compare the words of every pair that differs."""
    pairs = diff.align(old, new)
    changed = [one for one in pairs if one.old and one.new and old[one.old[0]] != new[one.new[0]]]
    both = [(" ".join(old[i] for i in one.old), " ".join(new[j] for j in one.new)) for one in changed]
    return pairs, [diff.word_diff(*sides) for sides in both]


def dmp(module: Any, old: str, new: str) -> object:
    """Compare code points with default settings and semantic clean-up."""
    differ = module.diff_match_patch()
    diffs = differ.diff_main(old, new)
    differ.diff_cleanupSemantic(diffs)
    return diffs


def dmp_words(module: Any, old: list[str], new: list[str]) -> object:
    """Encode words as code points of the higher planes and compare those."""
    codes: dict[str, str] = {}
    return dmp(module, *("".join(codes.setdefault(w, chr(0x10000 + len(codes))) for w in side) for side in (old, new)))


def rapidfuzz(module: Any, old: list[str], new: list[str]) -> object:
    """Find a longest common subsequence of words, unless the bit matrix is too large."""
    if (needed := len(old) * len(new) / 8) > BIT_MATRIX:
        raise MemoryError(f"needs {needed / 1e9:,.0f} GB")
    return module.LCSseq.opcodes(old, new)


def deltas(module: Any, old: str, new: str) -> object:
    """Compare tokens by segments; the tokenizer counts."""
    return list(module.segment_matcher.diff(*map(module.text_split.tokenize, (old, new))))


def git(module: Any, _old: str, _new: str) -> object:
    """Run git on the two files; its start counts."""
    if not (found := module.which("git")):
        raise ImportError("git")
    command = [found, "diff", "--no-index", "--word-diff=porcelain", "old.txt", "new.txt"]
    plain = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(command, env=plain, capture_output=True, check=False)
    if done.returncode != 1:
        raise RuntimeError(done.stderr.decode())  # 1 says that they differ
    return done.stdout


class Contestant(NamedTuple):
    """What is measured: `compare`, given its module and both texts in the form it takes, made off the clock."""

    outputs: str
    takes: Callable[[str], Any]
    module: str
    compare: Callable[[Any, Any, Any], object]


WORDS, BAGS = "words, no moves", "words and sentences as bags: no places, no moves"
CONTESTANTS = {
    "tracker": Contestant("sentence edits, moves, splits, merges, words", sentences, "tracker.diff", word_by_word),
    "align alone": Contestant("pairs, moves, splits, merges", sentences, "tracker.diff", lambda m, a, b: m.align(a, b)),
    "diff-match-patch": Contestant("characters, no moves; after 1 s marks the rest", str, "diff_match_patch", dmp),
    "diff-match-patch, one line": Contestant(
        "characters, no moves; no line breaks to cut it up at", one_line, "diff_match_patch", dmp
    ),
    "diff-match-patch on words": Contestant(
        "words, no moves; after 1 s marks the rest", str.split, "diff_match_patch", dmp_words
    ),
    "difflib": Contestant(
        WORDS, str.split, "difflib", lambda m, a, b: m.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    ),
    "rapidfuzz LCSseq": Contestant(WORDS, str.split, "rapidfuzz.distance", rapidfuzz),
    "patiencediff": Contestant(
        WORDS, str.split, "patiencediff", lambda m, a, b: m.PatienceSequenceMatcher(None, a, b).get_opcodes()
    ),
    "fast-diff-match-patch": Contestant(
        "characters, no moves", str, "fast_diff_match_patch", lambda m, a, b: m.diff(a, b)
    ),
    "redlines": Contestant(
        "words, no moves; as Markdown", str, "redlines", lambda m, a, b: m.Redlines(a, b).output_markdown
    ),
    "mwedittypes": Contestant(
        BAGS, str, "mwedittypes", lambda m, a, b: m.StructuredEditTypes("wikitext", a, b).get_diff()
    ),
    "deltas": Contestant("words, moved sentences and paragraphs", str, "deltas", deltas),
    "git diff --word-diff": Contestant("words inside changed lines, no moves", str, "shutil", git),
}
OURS, ALIGN, *PEERS = CONTESTANTS


def prepared(who: str) -> Callable[[], object]:
    """Read both texts and import what compares them."""
    _, takes, module, compare = CONTESTANTS[who]
    return partial(compare, import_module(module), *map(takes, read()))


def seconds(who: str) -> Outcome:
    """Measure the best of several runs in one second, or the only run where it takes longer."""
    run, best, begun = prepared(who), math.inf, time.perf_counter()
    while best == math.inf or time.perf_counter() - begun < 1:
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def peak(who: str) -> Outcome:
    """Measure the most memory, in MB, of a process that only reads the texts and compares them."""
    prepared(who)()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _child(answer: Connection, folder: str, task: Callable[..., Outcome], what: object) -> None:
    os.setpgrp()  # so that what it starts can be stopped with it
    os.chdir(folder)
    try:
        outcome = task(what)
    except ImportError:
        outcome = "not installed"
    except MemoryError as error:
        outcome = str(error) or "out of memory"
    except Exception as error:
        outcome = f"failed: {type(error).__name__}"
    answer.send(outcome)


def in_process(folder: str, task: Callable[..., Outcome], what: object, limit: float = 3600) -> Outcome:
    """Run a task in a fresh process, in a folder, for so many seconds at most."""
    context = multiprocessing.get_context("spawn")
    answer, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(sender, folder, task, what), daemon=True)
    process.start()
    sender.close()
    try:
        if answer.poll(limit):
            return answer.recv()  # type: ignore[no-any-return]  # what _child sent
        os.killpg(process.pid or 0, signal.SIGKILL)
    except EOFError:
        return "crashed"
    finally:
        process.join()
    return f"> {limit:.0f} s"


def print_pair(folder: str, size: Size, limit: float, slow: set[str]) -> tuple[float, float]:
    """Print the table of one pair; add who exceeded the limit to `slow`; give the words and our seconds."""
    words, base = float(in_process(folder, make, size)), float(in_process(folder, seconds, OURS))
    print(f"\n{size.words:,} words, {size.touched:.0%} of sentences {'rewritten' if size.rewritten else 'reworded'}")
    print(f"{'who':27}{'what it outputs':50}{'milliseconds':>16}{'ratio':>9}")
    for who, contestant in CONTESTANTS.items():
        outcome: Outcome = base
        if who in slow:
            outcome = "skipped: slow"
        elif who != OURS:
            outcome = in_process(folder, seconds, who, limit if who in PEERS else 3600)
        slow |= {who} if str(outcome).startswith(">") else set()
        spent, ratio = outcome, "-"
        if isinstance(outcome, float):
            spent, ratio = f"{outcome * 1e3:,.2f}", f"{outcome / base:,.2f}"
        print(f"{who:27}{contestant.outputs:50}{spent:>16}{ratio:>9}", flush=True)
    return words, base


def main() -> None:
    """Print a table for every pair, then how our cost grows and how much memory it takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="give each peer 10 seconds a pair, not 60")
    limit = 10.0 if parser.parse_args().quick else 60.0
    print("Milliseconds depend on the machine and on what else it does: only the ratios within one run mean anything.")
    print(f"Ratio: to tracker on the same pair. A peer gets {limit:.0f} s a pair; after a longer one it is left out.")
    print("Off the clock: splitting into words (by white space) or sentences, for whoever takes them; imports.")
    slow: set[str] = set()
    with TemporaryDirectory() as folder:
        measured = [print_pair(folder, size, limit, slow) for size in SIZES]
        memory = in_process(folder, peak, OURS)
    print(f"\nGrowth of tracker\n{'words':>12}{'milliseconds':>16}{'microseconds a word':>22}")
    reworded = [(size, *one) for size, one in zip(SIZES, measured, strict=True) if not size.rewritten]
    for _, words, spent in reworded:
        print(f"{words:12,.0f}{spent * 1e3:16,.2f}{spent / words * 1e6:22.2f}")
    cost = {size.words: spent / words for size, words, spent in reworded}
    print(f"Cost of a word, 1M : 10k = {cost[1_000_000] / cost[10_000]:.2f}")
    print(f"Peak memory of tracker on the largest pair, a fresh process, texts and result included: {memory:,.0f} MB")


if __name__ == "__main__":
    main()
