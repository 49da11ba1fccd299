"""Markdown reports: CommonMark with GFM tables and strikethrough; no story text ever becomes markup."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.history import History, NoteLife
from tracker.model import Comparison, Edit, FieldEdit, NoteEventKind, Op, Significance
from tracker.reports.phrases import (
    by_weight,
    counts_in_words,
    duration,
    edit_segments,
    event_words,
    kept_in_words,
    note_status,
    note_terms,
    numbers,
    place,
    plural,
    plural_numbers,
    reasons_in_words,
    revision_notes,
    segments,
    visible,
    what,
    when,
    why,
)
from tracker.reports.summary import summary

_INLINE = re.compile(r"([\\`*_\[\]<>|~&#])")
_LINKS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):|@")
_ENTITY = {":": "&#58;", ".": "&#46;", "@": "&#64;"}


def escape(text: str) -> str:
    r"""Write story text so that Markdown shows it as it is, wherever in a line it stands.

    >>> print(escape("1. *bold* <b> www.x.org"))
    1\. \*bold\* \<b\> www&#46;x.org
    """
    return _escape_start(_escape_inside(text.strip()))


def _escape_inside(text: str) -> str:
    text = _INLINE.sub(r"\\\1", visible(re.sub(r"\s+", " ", text)))
    return _LINKS.sub(lambda found: _ENTITY[found.group()], text)


def _escape_start(text: str) -> str:
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", re.sub(r"^([+=-])", r"\\\1", text.lstrip()))


def markdown_comparison(comparison: Comparison, *, context: int = 0, everything: bool = False) -> str:
    """Write one comparison as Markdown: a title, then its edits in the order of weight."""
    title = f"# Changes{f' in {escape(comparison.story)}' if comparison.story else ''}"
    return _page([title, *_step(comparison, heading="##", context=context, everything=everything)])


def markdown_history(history: History, *, context: int = 0, everything: bool = False) -> str:
    """Write the change report of a history as Markdown."""
    first, last = history.revisions[0], history.revisions[-1]
    blocks = [
        f"# Change report: {escape(history.title or history.story)}",
        f"Story {escape(history.story)}, revisions {first.number} to {last.number}, "
        f"captured {when(first.captured_at)} to {when(last.captured_at)} UTC.",
        "## Summary",
        "\n".join(f"- {escape(line)}" for line in summary(history)),
        "## Revisions",
        *_revisions(history),
        "## Editorial notes",
        *_notes(history),
        *_flags(history),
        *_damage(history),
        "## Changes",
    ]
    for facts, step in zip(history.revisions[1:], history.steps, strict=True):
        special = revision_notes(facts, step)
        blocks.append(f"### Revision {step.old.revision} → {facts.number}, {when(facts.captured_at)} UTC")
        blocks += [f"This is a {special}."] if facts.reverts_to else []
        blocks += _step(step, heading="####", context=context, everything=everything)
    if not history.steps:
        blocks.append("There is one revision: nothing to compare yet.")
    return _page([*blocks, "## Digests", *_digests(history)])


def _page(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a GFM table; the cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _revisions(history: History) -> list[str]:
    rows = []
    for facts, step in zip(history.revisions, (None, *history.steps), strict=True):
        rows.append(
            [
                str(facts.number),
                when(facts.captured_at),
                f"{facts.words:,}",
                f"{facts.sentences:,}",
                str(facts.open_notes),
                counts_in_words(step) if step else "",
                step.significance.value if step else "",
                revision_notes(facts, step),
            ]
        )
    head = ["Revision", "Captured (UTC)", "Words", "Sentences", "Open notes", "Changes", "Significance", "Remarks"]
    return [markdown_table(head, rows)]


def _notes(history: History) -> list[str]:
    if not history.notes:
        return ["No editorial note was found in these revisions."]
    rows = [
        [
            escape(life.note.text),
            life.note.kind.value.replace("_", " ") + (", hedged" if life.note.hedged else ""),
            escape(note_terms(life.note)),
            _life(life),
            note_status(life),
        ]
        for life in history.notes
    ]
    return [markdown_table(["Note", "Kind", "Term → correct form", "Life", "Now"], rows)]


def _life(life: NoteLife) -> str:
    events = ", ".join(f"{number}: {event.value}" for number, event in life.events)
    if life.explains is None:
        return events
    return f"{events}; explains {plural_numbers(life.explains.sentences)} of revision {life.explains.revision}"


def _flags(history: History) -> list[str]:
    """Tell of each change of fact whether a note speaks of it, and how long error and silence lasted."""
    if not history.flags:
        return []
    rows = [
        [
            str(flag.revision),
            numbers(flag.sentences),
            ", ".join(reason.value for reason in flag.reasons),
            flag.name,
            f"revision {flag.said_in}: {escape(flag.note.text)}" if flag.note else "no note speaks of it",
            f"revision {flag.brought_in}",
            duration(flag.to_fix),
            duration(flag.to_say) if flag.to_say is not None else "",
        ]
        for flag in history.flags
    ]
    head = ["Revision", "Sentence", "Fact", "Flag", "Said", "As it was since", "Until changed", "Until said"]
    return ["## Changes of fact, and whether it was said", markdown_table(head, rows)]


def _damage(history: History) -> list[str]:
    if not history.damage:
        return []
    lines = [
        f"- Revision {number}, character {damage.start:,}: {escape(damage.found)} ({escape(damage.why)})"
        for number, damage in history.damage
    ]
    return ["## Suspected encoding damage", "Reported, never altered.", "\n".join(lines)]


def _digests(history: History) -> list[str]:
    return [
        markdown_table(
            ["Revision", "blake2b-256 of the bytes as they came", "Source"],
            [[str(one.number), f"`{one.raw_digest}`", escape(one.source)] for one in history.revisions],
        )
    ]


def _step(comparison: Comparison, *, heading: str, context: int, everything: bool) -> Iterator[str]:
    yield f"{counts_in_words(comparison).capitalize()}; {kept_in_words(comparison)}."
    yield from ["- Limit: " + escape(limit) for limit in comparison.limits]
    for field in comparison.fields:
        yield f"{heading} {field.name.capitalize()}: {why(field.significance, field.reasons)}"
        yield "> " + _field(field)
    weighty = [edit for edit in by_weight(comparison.changes) if edit.significance is not Significance.TRIVIAL]
    trivial = [edit for edit in comparison.changes if edit.significance is Significance.TRIVIAL]
    for edit in weighty:
        yield from _edit(edit, comparison, heading, context)
    if trivial:
        yield f"{heading} {plural(len(trivial), 'trivial edit')}"
        yield "\n".join(
            f"- {place(edit).capitalize()}, {what(edit)} ({reasons_in_words(edit)}): {_body(edit)}" for edit in trivial
        )
    if events := [event for event in comparison.notes if event.event is not NoteEventKind.KEPT]:
        yield f"{heading} Notes"
        yield "\n".join(f"- {escape(event.note.text)}: {event_words(event.event, event.note)}" for event in events)
    if everything:
        yield f"{heading} Whole text"
        yield "\n".join(f"- {_body(edit)}" for edit in comparison.edits)


def _edit(edit: Edit, comparison: Comparison, heading: str, context: int) -> Iterator[str]:
    yield f"{heading} {place(edit).capitalize()}, {what(edit)} ({why(edit.significance, edit.reasons)})"
    at = comparison.edits.index(edit)
    around = [f"> {_body(one)}" for one in comparison.edits[max(0, at - context) : at]]
    after = [f"> {_body(one)}" for one in comparison.edits[at + 1 : at + 1 + context]]
    yield "\n>\n".join([*around, f"> {_body(edit)}", *after])


def _body(edit: Edit) -> str:
    return _line(edit_segments(edit))


def _field(field: FieldEdit) -> str:
    return _line(segments(field.old or "", field.new or "", field.words))


_SIGNS = {Op.REMOVED: "~~", Op.ADDED: "**"}
_TAGS = {Op.REMOVED: "del", Op.ADDED: "ins"}
_REACH = 40  # characters that a change may be widened by, to the white space around it


def _line(runs: Sequence[tuple[Op, str]]) -> str:
    """Write runs as one line: removed ~~so~~, added **so**; as HTML tags where those signs would not take."""
    runs = _widened(list(runs))
    texts = [_escape_inside(text) for _, text in runs]
    parts = [_sign(runs, texts, at) for at in range(len(runs))]
    return _escape_start("".join(parts).strip()) if runs and runs[0][0] is Op.EQUAL else "".join(parts).strip()


def _widened(runs: list[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Widen changes whose signs would not take to the white space around them: `a, b`, not `a` with a marked comma."""
    widened: list[tuple[Op, str]] = []
    at = 0
    while at < len(runs):
        if runs[at][0] is Op.EQUAL:
            widened.append(runs[at])
            at += 1
            continue
        stop = at
        while stop < len(runs) and runs[stop][0] is not Op.EQUAL:
            stop += 1
        before = widened.pop()[1] if widened else ""
        after = runs[stop][1] if stop < len(runs) else ""
        changed = runs[at:stop]
        head = "" if before[-1:].isspace() or not before else before.split()[-1]
        tail = "" if after[:1].isspace() or not after else after.split()[0]
        takes = all(_takes(before[-1:] or " ", text[0]) and _takes(after[:1] or " ", text[-1]) for _, text in changed)
        if takes or len(head) > _REACH or len(tail) > _REACH:
            head = tail = ""
        widened.append((Op.EQUAL, before[: len(before) - len(head)]))
        widened += _both_sides(changed, head, tail)
        if stop < len(runs):
            runs[stop] = (Op.EQUAL, after[len(tail) :])
        at = stop
    return _joined([run for run in widened if run[1]])


def _joined(runs: Sequence[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Join changes that touch: all that is removed, then all that is added."""
    joined: list[tuple[Op, str]] = []
    for equal, group in groupby(runs, key=lambda run: run[0] is Op.EQUAL):
        if equal:
            joined += group
            continue
        changed = list(group)
        for op in (Op.REMOVED, Op.ADDED):
            if text := "".join(part for one, part in changed if one is op):
                joined.append((op, text))
    return joined


def _both_sides(changed: Sequence[tuple[Op, str]], head: str, tail: str) -> list[tuple[Op, str]]:
    if not head and not tail:
        return list(changed)
    gone = "".join(text for op, text in changed if op is Op.REMOVED)
    come = "".join(text for op, text in changed if op is Op.ADDED)
    return [(Op.REMOVED, head + gone + tail), (Op.ADDED, head + come + tail)]


def _sign(runs: Sequence[tuple[Op, str]], texts: Sequence[str], at: int) -> str:
    op, text = runs[at][0], texts[at]
    if op is Op.EQUAL:
        return text
    before, after = _neighbour(runs, texts, at - 1, -1), _neighbour(runs, texts, at + 1, 0)
    if _takes(before, text[0]) and _takes(after, text[-1]):
        return f"{_SIGNS[op]}{text}{_SIGNS[op]}"
    return f"<{_TAGS[op]}>{text}</{_TAGS[op]}>"


def _neighbour(runs: Sequence[tuple[Op, str]], texts: Sequence[str], at: int, edge: int) -> str:
    if not 0 <= at < len(runs):
        return " "
    return texts[at][edge] if runs[at][0] is Op.EQUAL else "*"


def _takes(outside: str, inside: str) -> bool:
    """Say whether a sign between two characters flanks as CommonMark asks: punctuation inside wants none outside."""
    return not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
