"""Which function writes what, by format."""

from collections.abc import Callable, Mapping

from tracker.history import History
from tracker.model import Comparison
from tracker.overview import Period
from tracker.reports.as_json import comparison_json, history_json, write_json
from tracker.reports.change_report import markdown_history
from tracker.reports.layout import Layout
from tracker.reports.markdown import markdown_comparison
from tracker.reports.period import markdown_period, period_json, terminal_period
from tracker.reports.terminal import Terminal, terminal_comparison, terminal_history

_PLAIN, _LAYOUT = Terminal(colour=False, width=None), Layout()


def _comparison_page(comparison: Comparison, _: Terminal, layout: Layout) -> str:
    from tracker.reports.as_html import html_comparison  # its template engine is loaded by nothing else

    return html_comparison(comparison, layout)


def _history_page(history: History, _: Terminal, layout: Layout) -> str:
    from tracker.reports.as_html import html_history

    return html_history(history, layout)


def _period_page(period: Period, _: Terminal) -> str:
    from tracker.reports.as_html import html_period

    return html_period(period)


COMPARISONS: Mapping[str, Callable[[Comparison, Terminal, Layout], str]] = {
    "terminal": terminal_comparison,
    "markdown": lambda comparison, _, layout: markdown_comparison(comparison, layout),
    "html": _comparison_page,
    "json": lambda comparison, _terminal, _layout: write_json("comparison", comparison_json(comparison)),
}
HISTORIES: Mapping[str, Callable[[History, Terminal, Layout], str]] = {
    "terminal": terminal_history,
    "markdown": lambda history, _, layout: markdown_history(history, layout),
    "html": _history_page,
    "json": lambda history, _terminal, _layout: write_json("report", history_json(history)),
}
PERIODS: Mapping[str, Callable[[Period, Terminal], str]] = {
    "terminal": terminal_period,
    "markdown": lambda period, _: markdown_period(period),
    "html": _period_page,
    "json": lambda period, _: write_json("period", period_json(period)),
}


def write_comparison(comparison: Comparison, form: str = "markdown", layout: Layout = _LAYOUT) -> str:
    """Write a comparison as "terminal" text (plain, unwrapped), "markdown", "html" or "json"; KeyError for another."""
    return COMPARISONS[form](comparison, _PLAIN, layout)


def write_history(history: History, form: str = "markdown", layout: Layout = _LAYOUT) -> str:
    """Write the change report of a history as "terminal" text, "markdown", "html" or "json"; KeyError for another."""
    return HISTORIES[form](history, _PLAIN, layout)
