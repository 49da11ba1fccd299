"""Which function writes what, by format."""

from collections.abc import Mapping
from typing import Protocol

from tracker.history import History
from tracker.model import Comparison
from tracker.reports.as_json import comparison_json, history_json, write_json
from tracker.reports.markdown import markdown_comparison, markdown_history
from tracker.reports.terminal import Terminal, terminal_comparison, terminal_history


class WritesComparison(Protocol):
    """Write a comparison."""

    def __call__(self, comparison: Comparison, terminal: Terminal, *, context: int, everything: bool) -> str:
        """Give the whole output."""


class WritesHistory(Protocol):
    """Write a history."""

    def __call__(self, history: History, terminal: Terminal, *, context: int, everything: bool) -> str:
        """Give the whole output."""


def _comparison_markdown(comparison: Comparison, terminal: Terminal, *, context: int, everything: bool) -> str:
    return markdown_comparison(comparison, context=context, everything=everything)


def _comparison_json(comparison: Comparison, terminal: Terminal, *, context: int, everything: bool) -> str:
    return write_json("comparison", comparison_json(comparison))


def _history_markdown(history: History, terminal: Terminal, *, context: int, everything: bool) -> str:
    return markdown_history(history, context=context, everything=everything)


def _history_json(history: History, terminal: Terminal, *, context: int, everything: bool) -> str:
    return write_json("report", history_json(history))


COMPARISONS: Mapping[str, WritesComparison] = {
    "terminal": terminal_comparison,
    "markdown": _comparison_markdown,
    "json": _comparison_json,
}
HISTORIES: Mapping[str, WritesHistory] = {
    "terminal": terminal_history,
    "markdown": _history_markdown,
    "json": _history_json,
}
