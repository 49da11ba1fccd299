"""The faults that are injected under an archive: run, and counted.

python -m tests.faults

Full disks, read-only files, locks, damaged pages, lost connections (tests/test_faults.py), hostile input and sizes
(tests/test_hostile.py): each is told in one line, and what was committed before is there.
"""

import io
import sys
from contextlib import redirect_stdout

import pytest

from tests.conftest import ROOT


class Counted:
    """What became of the tests."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember how a test ended."""
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid] = report.outcome


def main() -> None:
    """Run them and print the figures."""
    for name, what in (("test_faults", "faults injected"), ("test_hostile", "hostile inputs given")):
        counted = Counted()
        with redirect_stdout(io.StringIO()) as told:
            ended = pytest.main([f"{ROOT}/tests/{name}.py"], plugins=[counted])
        outcomes = list(counted.outcomes.values())
        skipped = f", {outcomes.count('skipped')} left out" if "skipped" in outcomes else ""
        print(f"{len(outcomes)} {what}, {outcomes.count('passed')} told in one line with nothing lost{skipped}")
        if ended:
            sys.exit(told.getvalue())


if __name__ == "__main__":
    main()
