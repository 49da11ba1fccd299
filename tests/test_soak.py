"""The short form of the soak: writers side by side, and kills at random points, on both databases."""

from pathlib import Path

import pytest

from tests.soak import soak


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_that_was_acknowledged_is_lost(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = str(tmp_path / "soak.db") if kind == "sqlite" else request.getfixturevalue("new_postgres")
    told: list[str] = []
    soak(url, str(tmp_path / "copy.db"), kills=20, writers=3, revisions=10, tell=told.append)
    assert told[0].startswith("6 writers, 60 revisions, none lost")
    assert told[1].startswith("10 writers killed, ")
    assert len(told) == 6
