"""Provenance: for each sentence the revision that brought it and what happened since, and the life of one sentence."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from tracker.history import Blame, Provenance, RevisionFacts, SentenceEvent, SentenceLife
from tracker.model import Kind, Significance
from tracker.reports.as_json import edit_json, revision_json, time_json, write_json
from tracker.reports.markdown import markdown_table
from tracker.reports.marks import escape, marked_line
from tracker.reports.phrases import (
    edit_segments,
    joined,
    not_compared,
    numbers,
    place,
    plural,
    reasons_in_words,
    visible,
    what,
    when,
)
from tracker.reports.terminal import Terminal

_HEAD = ["Sentence", "Since", "Captured (UTC)", "Byline", "What happened since", "Text"]
_BYLINE = 3  # the column that is left out where no revision has one


def _rows(blame: Blame) -> list[list[str]]:
    captured = {one.number: one for one in blame.revisions}
    return [
        [
            str(number),
            joined([str(origin) for origin in one.origins]),
            when(captured[one.origin].captured_at),
            captured[one.origin].byline or "",
            since_in_words(one),
            visible(one.text),
        ]
        for number, one in enumerate(blame.sentences, 1)
    ]


def _table(blame: Blame) -> tuple[list[str], list[list[str]]]:
    """Give the head and the rows, without the bylines where there are none."""
    rows = _rows(blame)
    if any(row[_BYLINE] for row in rows):
        return _HEAD, rows
    return [cell for at, cell in enumerate(_HEAD) if at != _BYLINE], [
        row[:_BYLINE] + row[_BYLINE + 1 :] for row in rows
    ]


def since_in_words(one: Provenance) -> str:
    """Say what happened to a sentence since it was brought: "moved in 3, trivially reworded in 5"; "unchanged"."""
    told: dict[str, list[str]] = {}
    for event in one.events:
        if event.returned_from is not None:
            told.setdefault("back", []).append(str(event.revision))
        elif event.is_change:
            for word in what(event.edit).split(" and "):
                trivial = event.edit.significance is Significance.TRIVIAL
                told.setdefault(f"trivially {word}" if trivial else word, []).append(str(event.revision))
    return ", ".join(f"{word} in {joined(list(dict.fromkeys(found)))}" for word, found in told.items()) or "unchanged"


def _blame_terminal(blame: Blame, terminal: Terminal) -> str:
    """Write a line for each sentence; where lines are wrapped, its text below what is told of it."""
    title = terminal.line(f"{blame.story}, revision {blame.revisions[-1].number}", "bold")
    parts: list[RenderableType] = [title, *_not_compared(blame, terminal)]
    if not blame.sentences:
        return terminal.render(*parts, terminal.line("no sentences"))
    if terminal.width is None:
        return terminal.render(*parts, terminal.table(*_table(blame), cut=True))
    for number, since, captured, byline, happened, text in _rows(blame):
        by = f" by {byline}" if byline else ""
        head = f"{number}: since {since} ({captured} UTC){by}; {happened}"
        parts += [terminal.line(head, "dim" if happened == "unchanged" else "cyan"), terminal.indented(Text(text))]
    return terminal.render(*parts)


def _not_compared(told: Blame | SentenceLife, terminal: Terminal) -> list[RenderableType]:
    return [terminal.line(line, "yellow") for line in not_compared(told.aside)]


def _blame_markdown(blame: Blame, _: Terminal) -> str:
    head, rows = _table(blame)
    table = markdown_table(head, [[escape(cell) for cell in row] for row in rows])
    return "\n\n".join([*(f"{escape(line)}." for line in not_compared(blame.aside)), table]) + "\n"


def _blame_json(blame: Blame, _: Terminal) -> str:
    by_number = {one.number: one for one in blame.revisions}
    sentences = [_provenance_json(number, one, by_number) for number, one in enumerate(blame.sentences, 1)]
    last = blame.revisions[-1].number
    aside = [revision_json(one) for one in blame.aside]
    return write_json("blame", {"story": blame.story, "revision": last, "sentences": sentences, "aside": aside})


def _provenance_json(number: int, one: Provenance, revisions: dict[int, RevisionFacts]) -> dict[str, object]:
    brought = revisions[one.origin]
    return {
        "sentence": number,
        "text": one.text,
        "origins": list(one.origins),
        "captured_at": time_json(brought.captured_at),
        "byline": brought.byline,
        "reworded": one.reworded,
        "moved": one.moved,
        "returned": one.returned,
        "events": [
            {
                "revision": event.revision,
                "kind": event.edit.kind.value,
                "moved": event.edit.moved,
                "significance": event.edit.significance.value,
                "reasons": [reason.value for reason in event.edit.reasons],
                "returned_from": event.returned_from,
            }
            for event in one.events
        ],
    }


def _event_words(event: SentenceEvent) -> str:
    """Say what a revision did to a sentence: "brought it", "reworded it (substantive: date)"."""
    if event.returned_from is not None:
        how = "brought it back" if not event.is_change else f"{what(event.edit)}, {place(event.edit)}"
        return f"{how}, as it stood in revision {event.returned_from}"
    if event.edit.kind is Kind.ADDED:
        return f"brought it, as sentence {numbers(event.edit.new)}"
    why = f"{event.edit.significance.value}: {reasons_in_words(event.edit)}"
    return f"{what(event.edit)}, {place(event.edit)} ({why})"


def _titles(life: SentenceLife) -> tuple[str, str]:
    found = life.revisions[life.place[0]].number
    last = life.revisions[-1].number
    end = f"it stands in revision {last}" if life.standing else f"it does not stand in revision {last}"
    changes = sum(event.is_change for event in life.events)
    return f"{life.story}, sentence {life.place[1] + 1} of revision {found}", f"{plural(changes, 'change')}; {end}"


def _events(life: SentenceLife) -> Iterator[tuple[str, SentenceEvent]]:
    captured = {one.number: when(one.captured_at) for one in life.revisions}
    for event in life.events:
        yield f"revision {event.revision} ({captured[event.revision]} UTC): {_event_words(event)}", event


def _life_terminal(life: SentenceLife, terminal: Terminal) -> str:
    title, end = _titles(life)
    parts: list[RenderableType] = [terminal.line(title, "bold"), terminal.line(end), *_not_compared(life, terminal)]
    for line, event in _events(life):
        runs = terminal.changed(edit_segments(event.edit)) if event.is_change else terminal.line(event.edit.new_text)
        parts += [Text(), terminal.line(line, "cyan"), terminal.indented(runs)]
    return terminal.render(*parts)


def _life_markdown(life: SentenceLife, _: Terminal) -> str:
    title, end = _titles(life)
    blocks = [f"# {escape(title)}", f"{end[0].upper()}{end[1:]}."]
    blocks += [f"{escape(line)}." for line in not_compared(life.aside)]
    for line, event in _events(life):
        body = marked_line(edit_segments(event.edit)) if event.is_change else escape(event.edit.new_text)
        blocks += [f"- {line[0].upper()}{line[1:]}\n\n  > {body}"]
    return "\n\n".join(blocks) + "\n"


def _life_json(life: SentenceLife, _: Terminal) -> str:
    events = [
        {"revision": event.revision, "returned_from": event.returned_from, "edit": edit_json(event.edit)}
        for event in life.events
    ]
    content = {
        "story": life.story,
        "revision": life.revisions[life.place[0]].number,
        "sentence": life.place[1] + 1,
        "standing": life.standing,
        "events": events,
        "aside": [revision_json(one) for one in life.aside],
    }
    return write_json("sentence_life", content)


BLAMES = {"terminal": _blame_terminal, "markdown": _blame_markdown, "json": _blame_json}
LIVES = {"terminal": _life_terminal, "markdown": _life_markdown, "json": _life_json}
