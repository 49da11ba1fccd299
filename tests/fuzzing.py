"""Input that nobody would write, against everything that reads: found by chance (Hypothesis) and by coverage (atheris).

python -m tests.fuzzing [--examples 2000] [--runs 20000] [--target NAME]

Each target takes bytes, makes of them what it needs, and fails where something breaks that must not: an error that is
not addressed to a person, an offset outside the text, something lost, a sign in the output that a terminal would obey.
Each prints how many inputs it took; what broke is printed with its input, and ends the run.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.conftest import ROOT
from tests.fuzz_targets import TARGETS, seeds


def by_chance(name: str, examples: int) -> int:
    """Give a target inputs that Hypothesis makes; give how many."""
    target, strategy, share = TARGETS[name]
    taken = [0]
    every = list(HealthCheck)

    @settings(max_examples=max(int(examples * share), 20), deadline=None, database=None, suppress_health_check=every)
    @given(strategy)
    def run(data: bytes) -> None:
        taken[0] += 1
        target(data)

    run()
    return taken[0]


def by_coverage(name: str, runs: int) -> int:
    """Give a target inputs that atheris finds, in a process of its own; give how many. RuntimeError for a find."""
    count = max(int(runs * TARGETS[name][2]), 20)
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "tests.fuzzing", "--atheris", name, folder, f"-runs={count}", "-max_len=600"]
        words += ["-seed=1", f"-artifact_prefix={folder}/", "-timeout=10"]
        for number, seed in enumerate(seeds(name)):
            (Path(folder) / f"seed-{number}").write_bytes(seed)
        done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True, errors="replace")
        broke = [path.read_bytes() for kind in ("crash", "timeout", "oom") for path in Path(folder).glob(f"{kind}-*")]
    ended = re.search(r"Done (\d+) runs", done.stderr)
    if done.returncode or not ended:
        raise RuntimeError(f"{name}: {done.stdout[-3000:]}{done.stderr[-1000:]}\ninput: {broke}")
    return int(ended[1])


def run_atheris(name: str, words: list[str]) -> None:
    """Let atheris look for input that breaks a target; it ends the process itself."""
    import atheris

    planted = os.environ.get("TRACKER_TEST_PLANTED", "").encode()  # a fault, for the test that faults are found

    def target(data: bytes) -> None:
        assert not planted or planted not in data, "planted"
        TARGETS[name][0](data)

    for package in ("tracker.text", "tracker.revisions", "tracker.tracking", "tracker.reports", "tracker.diff"):
        for module in [one for one in sys.modules if one.startswith(package)]:
            instrument(atheris, module)
    atheris.Setup([sys.argv[0], *words], target)
    atheris.Fuzz()


def instrument(atheris: object, module: str) -> None:
    """Let atheris see which way the functions of a module go."""
    for value in vars(sys.modules[module]).values():
        if callable(value) and getattr(value, "__module__", None) == module and hasattr(value, "__code__"):
            atheris.instrument_func(value)  # type: ignore[attr-defined]  # it ships no types


def main() -> None:
    """Run it as asked."""
    if sys.argv[1:2] == ["--atheris"]:
        run_atheris(sys.argv[2], sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=2_000, help="inputs of Hypothesis for each target")
    parser.add_argument("--runs", type=int, default=20_000, help="inputs of atheris for each target")
    parser.add_argument("--target", choices=list(TARGETS))
    asked = parser.parse_args()
    total = 0
    for name in [asked.target] if asked.target else TARGETS:
        chance = by_chance(name, asked.examples)
        coverage = by_coverage(name, asked.runs) if find_spec("atheris") else 0
        total += chance + coverage
        print(f"{name}: {chance:,} inputs by chance, {coverage:,} by coverage, nothing found", flush=True)
    print(f"{total:,} inputs fuzzed, nothing found")


if __name__ == "__main__":
    main()
