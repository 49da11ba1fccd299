"""Edits of many stories in one list: as terminal text, Markdown, JSON or CSV."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from tracker.history import Flag
from tracker.model import Edit, Kind, Significance
from tracker.overview import MadeEdit
from tracker.reports.as_json import edit_json, field_json, flag_json, time_json, write_json
from tracker.reports.brief import field_in_brief, in_brief
from tracker.reports.lists import either
from tracker.reports.noted import write_csv
from tracker.reports.phrases import numbers, place, plural, plural_stories, revision_notes, when, why
from tracker.reports.terminal import WEIGHT_STYLES, Terminal

_NONE = "no edit"
_COLUMNS = ["story", "title", "old_revision", "revision", "reverts_to", "captured_at", "field", "old_sentences"]
_COLUMNS += ["new_sentences", "kind", "moved", "significance", "reasons", "stealth", "acknowledged", "note"]
_COLUMNS += ["brought_in", "seconds_to_fix", "old", "new"]


def _what(made: MadeEdit) -> str:
    """Say in a line where an edit stands and what it did."""
    if isinstance(made.edit, Edit):
        return f"{place(made.edit)}: {in_brief(made.edit, made.step)}"
    return field_in_brief(made.edit)


def _said(made: MadeEdit) -> str:
    """Say whether the changes of fact in an edit were said: "stealth edit", "acknowledged in revision 4"."""
    facts = {reason for reason in made.edit.reasons if reason.significance is Significance.SUBSTANTIVE}
    if len(made.flags) == 1 and facts <= set(made.flags[0].reasons):
        return _flagged(made.flags[0])
    return "; ".join(f"{', '.join(reason.value for reason in one.reasons)}: {_flagged(one)}" for one in made.flags)


def _flagged(flag: Flag) -> str:
    return f"{flag.name} in revision {flag.said_in}" if flag.note else flag.name


def _told(made: MadeEdit) -> str:
    reasons = "; ".join(filter(None, (why(made.edit.significance, made.edit.reasons), _said(made))))
    return f"{_what(made)} ({reasons})"


def _counted(edits: Sequence[MadeEdit]) -> str:
    """Count edits: "3 edits in 2 revisions of 1 story; 1 stealth edit"."""
    places = {(made.step.story, made.step.new.revision) for made in edits}
    stories = plural_stories(len({story for story, _ in places}))
    silent = sum(flag.note is None for made in edits for flag in made.flags)
    counted = f"{plural(len(edits), 'edit')} in {plural(len(places), 'revision')} of {stories}"
    return f"{counted}; {plural(silent, 'stealth edit')}" if silent else counted


def _edits_terminal(edits: Sequence[MadeEdit], terminal: Terminal) -> str:
    parts: list[RenderableType] = []
    for head, group in groupby(edits, key=_head):
        parts += [Text()] if parts else []
        parts.append(terminal.line(head, "bold"))
        for made in group:
            parts.append(terminal.indented(terminal.line(_told(made), WEIGHT_STYLES[made.edit.significance])))
    return terminal.render(*parts, Text(), terminal.line(_counted(edits))) if parts else f"{_NONE}\n"


def _head(made: MadeEdit) -> str:
    """Name a revision, what it is compared with where one between was set aside, and what is special about it."""
    facts, old = made.revision, made.step.old.revision
    compared = f"compared with revision {old}" if old != facts.number - 1 else ""
    told = ", ".join(filter(None, (compared, revision_notes(facts, made.step))))
    return f"{made.step.story}, revision {facts.number} ({when(facts.captured_at)} UTC){f', {told}' if told else ''}"


def _rows(edits: Sequence[MadeEdit]) -> list[list[str]]:
    return [
        [
            made.step.story or "",
            str(made.revision.number),
            when(made.revision.captured_at),
            _what(made),
            why(made.edit.significance, made.edit.reasons),
            _said(made),
        ]
        for made in edits
    ]


def _edits_json(edits: Sequence[MadeEdit], _: Terminal) -> str:
    return write_json("edits", {"edits": list(map(_edit_json, edits))})


def _edit_json(made: MadeEdit) -> dict[str, Any]:
    return {
        "story": made.step.story,
        "old_revision": made.step.old.revision,
        "revision": made.revision.number,
        "captured_at": time_json(made.revision.captured_at),
        "reverts_to": made.revision.reverts_to,
        "edit": edit_json(made.edit) if isinstance(made.edit, Edit) else None,
        "field": None if isinstance(made.edit, Edit) else field_json(made.edit),
        "flags": [flag_json(flag) for flag in made.flags],
    }


def _edits_csv(edits: Sequence[MadeEdit], _: Terminal) -> str:
    return write_csv(_COLUMNS, [_cells(made) for made in edits])


def _cells(made: MadeEdit) -> list[str]:
    """Give a row; what was acknowledged with the revision that said so ("number:4 date:5"), and what was not."""
    facts, reverts_to = made.revision, made.revision.reverts_to
    revisions = [str(made.step.old.revision), str(facts.number), "" if reverts_to is None else str(reverts_to)]
    weight = [made.edit.significance.value, _listed(reason.value for reason in made.edit.reasons)]
    said = [
        _listed(reason.value for flag in made.flags if not flag.note for reason in flag.reasons),
        _listed(f"{reason.value}:{flag.said_in}" for flag in made.flags if flag.note for reason in flag.reasons),
        "\n".join(dict.fromkeys(flag.note.text for flag in made.flags if flag.note)),
        _listed(str(flag.brought_in) for flag in made.flags[:1]),
        _listed(str(flag.to_fix.total_seconds()) for flag in made.flags[:1]),
    ]
    told = [*_where(made), *weight, *said, *_texts(made)]
    return [made.step.story or "", facts.title or "", *revisions, time_json(facts.captured_at) or "", *told]


def _where(made: MadeEdit) -> list[str]:
    """Give the field, the sentences of both sides, the kind of edit, and whether it moved."""
    if isinstance(made.edit, Edit):
        edit = made.edit
        return ["", numbers(edit.old), numbers(edit.new), edit.kind.value, str(edit.moved).lower()]
    kind = Kind.ADDED if not made.edit.old else Kind.REWORDED if made.edit.new else Kind.REMOVED
    return [made.edit.name, "", "", kind.value, "false"]


def _texts(made: MadeEdit) -> list[str]:
    if isinstance(made.edit, Edit):
        return [made.edit.old_text, made.edit.new_text]
    return [made.edit.old or "", made.edit.new or ""]


def _listed(parts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(parts))


_, _edits_markdown = either(["Story", "Revision", "Captured (UTC)", "What changed", "Why", "Said"], _rows, _NONE)
EDIT_LISTS = {"terminal": _edits_terminal, "markdown": _edits_markdown, "json": _edits_json, "csv": _edits_csv}
