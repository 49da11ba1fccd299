"""The short form of the fuzzing: every target by chance, and by coverage where atheris is installed."""

from importlib.util import find_spec

import pytest

from tests.fuzz_targets import TARGETS
from tests.fuzzing import by_chance, by_coverage


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_that_chance_makes_breaks_anything(name: str) -> None:
    assert by_chance(name, 200) >= 20


@pytest.mark.skipif(find_spec("atheris") is None, reason="no atheris for this machine or this Python")
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_that_coverage_leads_to_breaks_anything(name: str) -> None:
    assert by_coverage(name, 1_000) >= 20


@pytest.mark.skipif(find_spec("atheris") is None, reason="no atheris for this machine or this Python")
def test_what_breaks_a_target_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_TEST_PLANTED", "oops")
    with pytest.raises(RuntimeError, match="planted"):
        by_coverage("rules", 2_000)
