"""Reports for a terminal: coloured and wrapped where asked, plain and unwrapped where piped."""

import io
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.history import History
from tracker.model import Comparison, Edit, FieldEdit, NoteEventKind, Op, Significance
from tracker.reports.layout import Layout
from tracker.reports.phrases import (
    counts_in_words,
    edit_segments,
    event_words,
    kept_in_words,
    one_line,
    place,
    plural,
    reasons_in_words,
    revision_notes,
    said_in_words,
    segments,
    what,
    when,
    why,
)

_UNWRAPPED = 1_000_000
_LEAST = 10  # columns that the last column of a table keeps
_STYLES = {Op.EQUAL: "", Op.REMOVED: "red strike", Op.ADDED: "bold green"}
_PLAIN_SIGNS = {Op.EQUAL: ("", ""), Op.REMOVED: ("[-", "-]"), Op.ADDED: ("{+", "+}")}
WEIGHT_STYLES = {
    Significance.NONE: "dim",
    Significance.TRIVIAL: "dim",
    Significance.WORDING: "cyan",
    Significance.SUBSTANTIVE: "bold yellow",
}


class Terminal:
    """How to write: with colour or plain signs, wrapped at a width or not at all."""

    def __init__(self, *, colour: bool, width: int | None) -> None:
        """Take whether colour may be used, and the columns to wrap at, None for no wrapping."""
        self.colour = colour
        self.width = width

    def render(self, *parts: RenderableType) -> str:
        """Write parts one below the other."""
        out = io.StringIO()
        console = Console(
            file=out,
            width=self.width or _UNWRAPPED,
            force_terminal=self.colour,
            no_color=not self.colour,
            color_system="standard" if self.colour else None,
            highlight=False,
            emoji=False,
            markup=False,
            legacy_windows=False,
        )
        for part in parts:
            console.print(part, soft_wrap=self.width is None and isinstance(part, Text))
        return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))

    def line(self, text: str, style: str = "") -> Text:
        """Make a line of our own words and story text, control characters shown."""
        return Text(one_line(text), style=style if self.colour else "")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, cut: bool = False) -> Table:
        """Make a table without frames; its last column is wrapped where there is too little room, or cut."""
        table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold" if self.colour else "")
        widths = [max(cell_len(cell) for cell in column) + 2 for column in zip(head, *rows, strict=True)]
        width = self.width or _UNWRAPPED
        over = sum(widths[:-1]) + max(_LEAST, cell_len(head[-1])) - width
        if over > 0:  # the widest column gives way, marked where it is cut
            widest = max(range(len(widths) - 1), key=lambda at: widths[at])
            widths[widest] = max(widths[widest] - over, _LEAST)
        for title, column in zip(head[:-1], widths[:-1], strict=True):
            table.add_column(title, no_wrap=True, overflow="ellipsis", min_width=column - 2, max_width=column - 2)
        room = max(_LEAST, width - sum(widths[:-1]))
        table.add_column(head[-1], overflow="ellipsis" if cut else "fold", no_wrap=cut, max_width=room)
        for row in rows:
            table.add_row(*(one_line(cell) for cell in row))
        return table

    def indented(self, text: Text) -> RenderableType:
        """Set a text in from the margin, each of its lines where it is wrapped."""
        return Padding(text, (0, 0, 0, 4)) if self.width else Text("    ").append_text(text)

    def changed(self, runs: Sequence[tuple[Op, str]]) -> Text:
        """Write a pair's runs in one text, removed and added ones marked."""
        text = Text()
        for op, run in runs:
            opened, closed = ("", "") if self.colour else _PLAIN_SIGNS[op]
            text.append(opened + one_line(run) + closed, _STYLES[op] if self.colour else "")
        return text


def terminal_comparison(comparison: Comparison, terminal: Terminal, layout: Layout) -> str:
    """Write one comparison in the order of the text, unchanged sentences folded."""
    parts: list[RenderableType] = [_title(comparison, terminal)]
    parts.append(terminal.line(f"{counts_in_words(comparison)}; {kept_in_words(comparison)}"))
    parts += [terminal.line(f"limit: {limit}", "yellow") for limit in comparison.limits]
    for field in comparison.fields:
        parts += [Text(), *_field(field, terminal)]
    shown = _shown(comparison.edits, len(comparison.edits) if layout.everything else layout.context)
    folded = 0
    for at, edit in enumerate(comparison.edits):
        if at not in shown:
            folded += 1
            continue
        parts += _fold_line(folded, terminal)
        folded = 0
        parts += _edit(edit, terminal)
    parts += _fold_line(folded, terminal)
    parts += _note_events(comparison, terminal)
    return terminal.render(*parts)


def terminal_history(history: History, terminal: Terminal, layout: Layout) -> str:
    """Write the change report of a history: its log, then every step with what became of its notes."""
    steps = "\n".join(terminal_comparison(step, terminal, layout) for step in history.steps)
    return terminal_log(history, terminal) + terminal.render(Text()) + steps


def terminal_log(history: History, terminal: Terminal) -> str:
    """Write a line for each revision: when, what changed since the one before, how much it matters."""
    rows = []
    for facts, step in history.logged:
        change = counts_in_words(step) if step else "" if facts.aside else plural(facts.sentences, "sentence")
        remark = ", ".join(filter(None, (revision_notes(facts, step), said_in_words(history, facts.number))))
        rows.append(
            [
                str(facts.number),
                when(facts.captured_at),
                step.significance.value if step else "",
                f"{change} ({remark})" if remark and change else remark or change,
            ]
        )
    title = terminal.line(f"{history.story}: {history.title}" if history.title else history.story, "bold")
    return terminal.render(title, terminal.table(["Rev", "Captured (UTC)", "Significance", "What changed"], rows))


def _title(comparison: Comparison, terminal: Terminal) -> Text:
    old, new = comparison.old, comparison.new
    if new.revision is None:
        return terminal.line(comparison.story or f"{old.title or 'old'} → {new.title or 'new'}", "bold")
    times = f" ({when(old.captured_at)} → {when(new.captured_at)} UTC)"
    return terminal.line(f"{comparison.story}, revision {old.revision} → {new.revision}{times}", "bold")


def _shown(edits: Sequence[Edit], context: int) -> set[int]:
    changed = [at for at, edit in enumerate(edits) if edit.significance is not Significance.NONE]
    return {near for at in changed for near in range(at - context, at + context + 1) if 0 <= near < len(edits)}


def _fold_line(count: int, terminal: Terminal) -> list[RenderableType]:
    return [Text(), terminal.line(f"    ... {plural(count, 'unchanged sentence')} ...", "dim")] if count else []


def _edit(edit: Edit, terminal: Terminal) -> Iterator[RenderableType]:
    yield Text()
    if edit.significance is Significance.NONE:
        yield terminal.indented(terminal.line(edit.new_text, "dim"))
        return
    yield terminal.line(
        f"{place(edit)}, {what(edit)} ({edit.significance.value}: {reasons_in_words(edit)})",
        WEIGHT_STYLES[edit.significance],
    )
    yield terminal.indented(terminal.changed(edit_segments(edit)))


def _field(field: FieldEdit, terminal: Terminal) -> list[RenderableType]:
    head = terminal.line(f"{field.name} ({why(field.significance, field.reasons)})", WEIGHT_STYLES[field.significance])
    return [head, terminal.indented(terminal.changed(segments(field.old or "", field.new or "", field.words)))]


def _note_events(comparison: Comparison, terminal: Terminal) -> list[RenderableType]:
    events = [event for event in comparison.notes if event.event is not NoteEventKind.KEPT]
    if not events:
        return []
    rows = [
        terminal.indented(terminal.line(f"{event.note.text}: {event_words(event.event, event.note)}"))
        for event in events
    ]
    return [Text(), terminal.line("notes", "bold"), *rows]
