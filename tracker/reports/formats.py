"""Which function writes what, by format."""

from collections.abc import Callable, Mapping

from tracker.history import History
from tracker.model import Comparison
from tracker.overview import Period
from tracker.reports.as_html import html_comparison, html_history, html_period
from tracker.reports.as_json import comparison_json, history_json, write_json
from tracker.reports.change_report import markdown_history
from tracker.reports.layout import Layout
from tracker.reports.markdown import markdown_comparison
from tracker.reports.period import markdown_period, period_json, terminal_period
from tracker.reports.terminal import Terminal, terminal_comparison, terminal_history

_PLAIN, _LAYOUT = Terminal(colour=False, width=None), Layout()

COMPARISONS: Mapping[str, Callable[[Comparison, Terminal, Layout], str]] = {
    "terminal": terminal_comparison,
    "markdown": lambda comparison, _, layout: markdown_comparison(comparison, layout),
    "html": lambda comparison, _, layout: html_comparison(comparison, layout),
    "json": lambda comparison, _terminal, _layout: write_json("comparison", comparison_json(comparison)),
}
HISTORIES: Mapping[str, Callable[[History, Terminal, Layout], str]] = {
    "terminal": terminal_history,
    "markdown": lambda history, _, layout: markdown_history(history, layout),
    "html": lambda history, _, layout: html_history(history, layout),
    "json": lambda history, _terminal, _layout: write_json("report", history_json(history)),
}
PERIODS: Mapping[str, Callable[[Period, Terminal], str]] = {
    "terminal": terminal_period,
    "markdown": lambda period, _: markdown_period(period),
    "html": lambda period, _: html_period(period),
    "json": lambda period, _: write_json("period", period_json(period)),
}


def write_comparison(comparison: Comparison, form: str = "markdown", layout: Layout = _LAYOUT) -> str:
    """Write a comparison as "terminal" text (plain, unwrapped), "markdown", "html" or "json"; KeyError for another."""
    return COMPARISONS[form](comparison, _PLAIN, layout)


def write_history(history: History, form: str = "markdown", layout: Layout = _LAYOUT) -> str:
    """Write the change report of a history as "terminal" text, "markdown", "html" or "json"; KeyError for another."""
    return HISTORIES[form](history, _PLAIN, layout)
