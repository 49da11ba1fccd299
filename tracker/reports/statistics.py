"""Figures of stories as a table, Markdown, JSON or CSV."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from tracker.model import Kind, Reason, Significance
from tracker.overview import Stats
from tracker.reports.as_json import write_json
from tracker.reports.lists import either
from tracker.reports.markdown import page
from tracker.reports.noted import write_csv
from tracker.reports.phrases import duration
from tracker.reports.terminal import Terminal

_BAR = 30  # characters of the longest bar
_LEFT = "What is left of the first revision (sentences that still stand, reworded or not)"
_KEPT = "kept (moved or respaced)"
_SAID_AND_FIRST = ("acknowledged", "stealth", "seconds_to_say", "seconds_to_first_change")
_SHOWN = 12  # revisions whose survival is shown in a table


def share(part: int, whole: int) -> str:
    """Give a share in per cent: "12%"; nothing where there is no whole."""
    return f"{100 * part / whole:.0f}%" if whole else ""


def first_change(stats: Stats) -> timedelta | None:
    """Give the median time from a story's first revision to its second; None where no story has one."""
    return _median(stats.first_changes)


def time_to_say(stats: Stats) -> timedelta | None:
    """Give the median time from the capture of what was acknowledged to that of the note; None where nothing was."""
    return _median(stats.said_after)


def _median(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in times)) if times else None


_STORY_HEAD = ["Story", "Revisions", "Edits", "Substantive", "Wording", "Trivial", "First change", "Left"]


def _story_row(one: Stats) -> list[str]:
    weights = one.significances
    waited = first_change(one)
    return [
        one.story or f"all ({one.stories:,})",
        f"{one.revisions:,}",
        f"{one.edits:,}",
        *(f"{weights[weight]:,}" for weight in (Significance.SUBSTANTIVE, Significance.WORDING, Significance.TRIVIAL)),
        f"{'' if one.story else 'median '}{duration(waited)}" if waited is not None else "",
        share(one.surviving[-1], one.at_first[-1]) if one.story and one.at_first else "",
    ]


def _rows_of_stories(stats: Sequence[Stats]) -> list[list[str]]:
    return [_story_row(one) for one in (stats if len(stats) > 2 else stats[:1])]


def _count_rows(stats: Sequence[Stats]) -> list[list[str]]:
    """Give the edits of all stories by kind and by reason."""
    total = stats[-1]
    kinds = [(_KEPT if kind is Kind.KEPT else kind.value, count) for kind, count in total.kinds.items()]
    rows = [
        ["" if at else "kind", kind, f"{count:,}", share(count, total.edits)] for at, (kind, count) in enumerate(kinds)
    ]
    rows += [["", "moved", f"{total.moved:,}", share(total.moved, total.edits)]]
    rows += [["", "headline or byline", f"{total.fields:,}", share(total.fields, total.edits)]]
    names = [reason for reason in Reason if total.reasons.get(reason)]
    for at, reason in enumerate(sorted(names, key=lambda one: -total.reasons[one])):
        count = total.reasons[reason]
        rows.append(["reason" if not at else "", reason.value, f"{count:,}", share(count, total.edits)])
    return rows


def _said_rows(stats: Sequence[Stats]) -> list[list[str]]:
    """Give how many changes of fact were said, and after how long; a change that a note tells half of is in both."""
    total, waited = stats[-1], time_to_say(stats[-1])
    return [
        ["acknowledged by a note", f"{total.acknowledged:,}", duration(waited) if waited is not None else ""],
        ["stealth edits", f"{total.stealth:,}", ""],
    ]


def _place_rows(stats: Sequence[Stats]) -> list[list[str]]:
    """Give, for each tenth of the text, the share of its sentences that a revision changed more than trivially."""
    total = stats[-1]
    rates = [changed / seen if seen else 0.0 for changed, seen in zip(total.touched, total.seen, strict=True)]
    highest = max(rates) or 1.0
    bars = ["#" * round(_BAR * rate / highest) for rate in rates]
    return [
        [
            f"{at * 10}-{at * 10 + 10}%",
            f"{total.touched[at]:,}",
            f"{100 * rate:.1f}%",
            bars[at],
        ]
        for at, rate in enumerate(rates)
    ]


def _survival_rows(stats: Sequence[Stats]) -> list[list[str]]:
    total = stats[-1]
    pairs = list(zip(total.surviving, total.at_first, strict=True))[1 : _SHOWN + 1]
    return [
        [str(at), f"{left:,} of {first:,}", share(left, first), "#" * round(_BAR * left / first) if first else ""]
        for at, (left, first) in enumerate(pairs, 1)
    ]


_TABLES = [
    ("Stories", _STORY_HEAD, _rows_of_stories),
    ("Edits", ["By", "What", "Edits", "Share"], _count_rows),
    (
        "Changes of fact, and whether it was said",
        ["What", "Changes", "Median time from the error to the note"],
        _said_rows,
    ),
    ("Where in the text (changed more than trivially)", ["Part", "Sentences", "Of a revision's", ""], _place_rows),
    (
        _LEFT,
        ["Changes later", "Sentences", "Share", ""],
        _survival_rows,
    ),
]


def _stats_terminal(stats: Sequence[Stats], terminal: Terminal) -> str:
    if len(stats) < 2:
        return "no story has a revision that is compared ('tracker list' shows all, 'tracker ingest' adds some)\n"
    parts = []
    for title, head, rows in _TABLES:
        write, _ = either(head, rows, "nothing", cut=title == "Stories")
        parts.append(terminal.render(terminal.line(title, "bold")) + write(stats, terminal))
    return "\n".join(parts)


def _stats_markdown(stats: Sequence[Stats], terminal: Terminal) -> str:
    blocks = ["# Figures"]
    for title, head, rows in _TABLES:
        _, write = either(head, rows, "nothing")
        blocks += [f"## {title}", write(stats, terminal).rstrip("\n")]
    return page(blocks)


def _stats_json(stats: Sequence[Stats], _: Terminal) -> str:
    stories = [{"story": one.story} | _figures(one) for one in stats[:-1]]
    return write_json("stats", {"stories": stories, "total": _figures(stats[-1])})


def _figures(one: Stats) -> dict[str, Any]:
    waited, said = first_change(one), time_to_say(one)
    return {
        "stories": one.stories,
        "revisions": one.revisions,
        "visits": one.visits,
        "edits": one.edits,
        "kinds": {kind.value: one.kinds.get(kind, 0) for kind in Kind},
        "moved": one.moved,
        "fields": one.fields,
        "significances": {weight.value: count for weight, count in one.significances.items()},
        "reasons": {reason.value: one.reasons.get(reason, 0) for reason in Reason},
        "acknowledged": one.acknowledged,
        "stealth": one.stealth,
        "seconds_to_say": said.total_seconds() if said is not None else None,
        "seconds_to_first_change": waited.total_seconds() if waited is not None else None,
        "churn": [
            {"tenth": at, "changed": changed, "seen": seen}
            for at, (changed, seen) in enumerate(zip(one.touched, one.seen, strict=True), 1)
        ],
        "survival": [
            {"changes": at, "left": left, "first": first}
            for at, (left, first) in enumerate(zip(one.surviving, one.at_first, strict=True))
        ],
    }


def _stats_csv(stats: Sequence[Stats], _: Terminal) -> str:
    head = ["story", "revisions", "visits", "edits", *(kind.value for kind in Kind), "moved", "fields"]
    head += [weight.value for weight in reversed(Significance) if weight is not Significance.NONE]
    head += [f"reason_{reason.value}" for reason in Reason]
    head += [*_SAID_AND_FIRST, *(f"changed_{at}0" for at in range(1, 11)), "first_sentences", "still_there"]
    rows = []
    for one in stats[:-1]:
        figures = _figures(one)
        rows.append(
            [
                one.story or "",
                *(str(figures[name]) for name in ("revisions", "visits", "edits")),
                *(str(figures["kinds"][kind.value]) for kind in Kind),
                str(one.moved),
                str(one.fields),
                *(str(count) for count in one.significances.values()),
                *(str(figures["reasons"][reason.value]) for reason in Reason),
                *("" if figures[name] is None else str(figures[name]) for name in _SAID_AND_FIRST),
                *(str(count) for count in one.touched),
                str(one.at_first[0]),
                str(one.surviving[-1]),
            ]
        )
    return write_csv(head, rows)


STATISTICS = {"terminal": _stats_terminal, "markdown": _stats_markdown, "json": _stats_json, "csv": _stats_csv}
