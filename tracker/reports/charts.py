"""Figures of stories as a chart, SVG or PNG; matplotlib draws it (the extra `charts`)."""

import io
import warnings
from typing import Any

from tracker.errors import TrackerError
from tracker.model import Reason, Significance
from tracker.overview import Stats
from tracker.reports.phrases import plural, plural_stories

_COLOURS = {Significance.SUBSTANTIVE: "#b3450b", Significance.WORDING: "#1f5fae", Significance.TRIVIAL: "#8a8a94"}
_SIZE = (11.0, 7.5)  # inches
FORMATS = ("svg", "png")


def draw_chart(total: Stats, form: str) -> bytes:
    """Draw the figures of all stories as SVG or PNG; the same figures give the same bytes."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise TrackerError("charts need matplotlib: pip install 'story-tracker[charts]'") from error
    with (
        warnings.catch_warnings(),
        matplotlib.rc_context({"svg.hashsalt": "tracker", "font.size": 10, "axes.spines.top": False}),
    ):
        figure = Figure(figsize=_SIZE, layout="constrained")
        ((reasons, weights), (places, survival)) = figure.subplots(2, 2)
        _draw_reasons(reasons, total)
        _draw_weights(weights, total)
        _draw_places(places, total)
        _draw_survival(survival, total)
        what = total.story or plural_stories(total.stories)
        figure.suptitle(
            f"{what}: {plural(total.revisions, 'revision')}, {plural(total.edits, 'edit')}", parse_math=False
        )
        out = io.BytesIO()
        warnings.simplefilter("ignore", UserWarning)  # a font that lacks a letter of a story's key
        figure.savefig(out, format=form, metadata={"Date": None} if form == "svg" else {"Software": None}, dpi=110)
    return out.getvalue()


def _draw_reasons(axes: Any, total: Stats) -> None:
    found = sorted((reason for reason in Reason if total.reasons.get(reason)), key=lambda one: total.reasons[one])
    colours = [_COLOURS[reason.significance] for reason in found]
    axes.barh([one.value for one in found], [total.reasons[one] for one in found], color=colours)
    for weight, colour in _COLOURS.items():
        axes.bar(0, 0, color=colour, label=weight.value)  # for the legend
    axes.legend(loc="lower right", frameon=False)
    axes.set_title("Edits by reason")


def _draw_weights(axes: Any, total: Stats) -> None:
    kinds = {kind.value: count for kind, count in total.kinds.items() if count} | {"moved": total.moved}
    axes.bar(list(kinds), list(kinds.values()), color="#5b6b85")
    axes.set_title("Edits by kind")


def _draw_places(axes: Any, total: Stats) -> None:
    rates = [100 * changed / seen if seen else 0.0 for changed, seen in zip(total.touched, total.seen, strict=True)]
    axes.bar([at * 10 + 5 for at in range(len(rates))], rates, width=9, color=_COLOURS[Significance.SUBSTANTIVE])
    axes.set(title="Changed sentences by place in the text", xlabel="from the beginning to the end, %", ylabel="%")


def _draw_survival(axes: Any, total: Stats) -> None:
    pairs = [(left, first) for left, first in zip(total.surviving, total.at_first, strict=True) if first]
    axes.plot(range(len(pairs)), [100 * left / first for left, first in pairs], color="#1f5fae", marker=".")
    axes.set(title="Left of the first revision's sentences", xlabel="changes later", ylabel="%", ylim=(0, 105))
