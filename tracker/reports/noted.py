"""Lists of editorial notes and of misnamed terms; each as terminal text, Markdown, JSON or CSV."""

import csv
import io
from collections.abc import Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from tracker.history import NoteLife
from tracker.overview import BY_HAND, FORMULA_SIGNS, Term, TermPlace
from tracker.reports.as_json import life_json, time_json, write_json
from tracker.reports.lists import either
from tracker.reports.phrases import event_words, note_status, note_terms, when
from tracker.reports.terminal import Terminal

Lives = Sequence[tuple[str, NoteLife]]


def _note_rows(lives: Lives) -> list[list[str]]:
    return [
        [story, note_terms(life.note), life.note.kind.value, note_status(life), str(life.events[0][0]), life.note.text]
        for story, life in lives
    ]


def _notes_terminal(lives: Lives, terminal: Terminal) -> str:
    parts: list[RenderableType] = []
    for story, group in groupby(lives, key=lambda one: one[0]):
        parts += [Text(), terminal.line(story, "bold")] if parts else [terminal.line(story, "bold")]
        for _, life in group:
            hedged = ", hedged" if life.note.hedged else ""
            head = f"{note_terms(life.note) or 'no term named'} ({life.note.kind.value.replace('_', ' ')}{hedged})"
            told = [(event_words(event, life.note).partition(":")[0], number) for number, event in life.events]
            events = ", ".join(f"{event} in revision {number}" for event, number in told)
            parts += [Text(), terminal.line(f"{head}: {note_status(life)}", "yellow")]
            parts += [terminal.indented(terminal.line(life.note.text)), terminal.indented(terminal.line(events, "dim"))]
    return terminal.render(*parts) if parts else "no notes\n"


def _notes_json(lives: Lives, _: Terminal) -> str:
    return write_json("notes", {"notes": [{"story": story} | life_json(life) for story, life in lives]})


def write_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write rows as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    # Without quotes a reader takes a carriage return for the end of a row; the writer of Python 3.11 does not know.
    returns = any("\r" in cell for row in rows for cell in row)
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL)
    writer.writerow(head)
    writer.writerows([f"'{cell}" if cell[:1] and cell[0] in FORMULA_SIGNS else cell for cell in row] for row in rows)
    return out.getvalue()


_NOTE_COLUMNS = [
    "story",
    "kind",
    "status",
    "hedged",
    "term",
    "correct",
    "date",
    "author",
    "in_body",
    "now",
    "introduced",
]
_NOTE_COLUMNS += ["last_event", "last_event_in", "explains_revision", "text", "rule"]


def _notes_csv(lives: Lives, _: Terminal) -> str:
    rows = []
    for story, life in lives:
        note, (number, event) = life.note, life.events[-1]
        in_body = "" if note.in_body is None else str(note.in_body).lower()
        forms = [note.term or "", note.correct or "", note.date or "", note.author or "", in_body]
        place = [note_status(life), str(life.events[0][0]), event.value, str(number)]
        explains = str(life.explains.revision) if life.explains else ""
        facts = [story, note.kind.value, note.status.value, str(note.hedged).lower()]
        rows.append([*facts, *forms, *place, explains, note.text, note.rule])
    return write_csv(_NOTE_COLUMNS, rows)


def _term_rows(terms: Sequence[Term]) -> list[list[str]]:
    return [
        [
            one.term,
            one.correct or "?",
            BY_HAND if one.by_hand else ", ".join(one.stories),
            when(one.first_at),
            when(one.last_at),
            "yes" if one.checked else "no",
        ]
        for one in terms
    ]


def _terms_json(terms: Sequence[Term], _: Terminal) -> str:
    rows = [
        {
            "term": one.term,
            "correct": one.correct,
            "by_hand": one.by_hand,
            "stories": list(one.stories),
            "first_at": time_json(one.first_at),
            "last_at": time_json(one.last_at),
            "checked": one.checked,
            "remark": one.remark,
        }
        for one in terms
    ]
    return write_json("terms", {"terms": rows})


def _sentence_name(place: TermPlace) -> str:
    return "headline" if place.sentence is None else str(place.sentence + 1)


def _place_rows(places: Sequence[TermPlace]) -> list[list[str]]:
    return [
        [one.story, str(one.revision), _sentence_name(one), f"{one.term} → {one.correct or '?'}", one.text]
        for one in places
    ]


def _places_json(places: Sequence[TermPlace], _: Terminal) -> str:
    rows = [
        {
            "story": one.story,
            "revision": one.revision,
            "sentence": None if one.sentence is None else one.sentence + 1,
            "start": one.start,
            "term": one.term,
            "correct": one.correct,
            "text": one.text,
        }
        for one in places
    ]
    return write_json("term_places", {"places": rows})


def _terms_csv(terms: Sequence[Term], _: Terminal) -> str:
    rows = [[*row, one.remark or ""] for row, one in zip(_term_rows(terms), terms, strict=True)]
    return write_csv([*_TERM_HEAD, "Remark"], rows)


def _places_csv(places: Sequence[TermPlace], _: Terminal) -> str:
    return write_csv(_PLACE_HEAD, _place_rows(places))


_, _notes_markdown = either(["Story", "Term → correct form", "Kind", "Now", "Since", "Note"], _note_rows, "no notes")
NOTE_LISTS = {"terminal": _notes_terminal, "markdown": _notes_markdown, "json": _notes_json, "csv": _notes_csv}
_TERM_HEAD = ["Term", "Correct form", "From", "First seen (UTC)", "Last seen (UTC)", "Checked"]
_PLACE_HEAD = ["Story", "Revision", "Sentence", "Term → correct form", "Text"]
_terms_terminal, _terms_markdown = either(
    _TERM_HEAD, _term_rows, "no terms yet (notes bring them, or 'tracker terms add')"
)
_places_terminal, _places_markdown = either(
    _PLACE_HEAD, _place_rows, "no wrong form stands in a latest revision", cut=True
)
TERM_LISTS = {
    "terminal": _terms_terminal,
    "markdown": _terms_markdown,
    "json": _terms_json,
    "csv": _terms_csv,
}
TERM_PLACES = {
    "terminal": _places_terminal,
    "markdown": _places_markdown,
    "json": _places_json,
    "csv": _places_csv,
}
