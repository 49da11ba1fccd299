"""Lists: stories, a story's log, a revision, its facts, verifications; each as terminal text, Markdown or JSON."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.text import Text

from tracker.history import History, RevisionFacts
from tracker.model import Document
from tracker.overview import ChainEnd, Fault, StorySummary, Verified
from tracker.reports.as_json import log_json, note_json, revision_json, sentences_json, time_json, write_json
from tracker.reports.markdown import markdown_table
from tracker.reports.marks import escape
from tracker.reports.phrases import (
    aside_words,
    counts_in_words,
    is_hidden,
    plural,
    plural_stories,
    revision_notes,
    said_in_words,
    visible,
    when,
)
from tracker.reports.terminal import Terminal, terminal_log


def either(
    head: Sequence[str], rows: Callable[[Any], list[list[str]]], empty: str, *, cut: bool = False
) -> tuple[Callable[[Any, Terminal], str], Callable[[Any, Terminal], str]]:
    """Make the terminal and the Markdown form of one table."""

    def terminal_form(content: Any, terminal: Terminal) -> str:
        found = rows(content)
        return terminal.render(terminal.table(head, found, cut=cut)) if found else f"{empty}\n"

    def markdown_form(content: Any, _: Terminal) -> str:
        found = rows(content)
        return markdown_table(head, [[escape(cell) for cell in row] for row in found]) + "\n" if found else f"{empty}\n"

    return terminal_form, markdown_form


def _story_rows(stories: Sequence[StorySummary]) -> list[list[str]]:
    return [
        [one.key, str(one.revisions), when(one.last_change), str(one.open_notes), one.title or ""] for one in stories
    ]


def _stories_json(stories: Sequence[StorySummary], _: Terminal) -> str:
    return write_json(
        "list",
        {
            "stories": [
                {
                    "story": one.key,
                    "title": one.title,
                    "revisions": one.revisions,
                    "last_change": time_json(one.last_change),
                    "open_notes": one.open_notes,
                }
                for one in stories
            ]
        },
    )


def _log_markdown(history: History, _: Terminal) -> str:
    rows = [
        [
            str(facts.number),
            when(facts.captured_at),
            step.significance.value if step else "",
            counts_in_words(step) if step else "",
            ", ".join(filter(None, (revision_notes(facts, step), said_in_words(history, facts.number)))),
        ]
        for facts, step in history.logged
    ]
    escaped = [[escape(cell) for cell in row] for row in rows]
    return markdown_table(["Revision", "Captured (UTC)", "Significance", "Changes", "Remarks"], escaped) + "\n"


def _log_as_json(history: History, _: Terminal) -> str:
    return write_json("log", log_json(history))


def _revision_terminal(_: str, facts: RevisionFacts, document: Document, terminal: Terminal, *, numbered: bool) -> str:
    if not numbered:
        text = document.text if terminal.width is None else visible(document.text)
        return text if text.endswith("\n") else f"{text}\n"
    lines = [Text(f"{number:4}  {visible(one.text)}") for number, one in enumerate(document.sentences, 1)]
    return terminal.render(*lines)


def _revision_markdown(_: str, facts: RevisionFacts, document: Document, terminal: Terminal, *, numbered: bool) -> str:
    if numbered:
        return "\n".join(f"{number}. {escape(one.text)}" for number, one in enumerate(document.sentences, 1)) + "\n"
    return "\n\n".join(escape(line) for line in document.text.split("\n") if line.strip()) + "\n"


def _revision_json(story: str, facts: RevisionFacts, document: Document, terminal: Terminal, *, numbered: bool) -> str:
    content = (
        {"story": story}
        | revision_json(facts)
        | {
            "text": document.text,
            "sentences": sentences_json(document.sentences),
            "notes": [note_json(note) for note in document.notes],
            "damage": [
                {"start": one.start, "end": one.end, "found": one.found, "why": one.why} for one in document.damage
            ],
        }
    )
    return write_json("revision", content)


def _fact_rows(facts: RevisionFacts) -> dict[str, str | int]:
    """Give what is known of a revision beside its text; what is not known is left out."""
    rows: dict[str, str | int | None] = {
        "Revision": facts.number,
        "Title": facts.title,
        "Byline": facts.byline,
        "Captured (UTC)": when(facts.captured_at),
        "Published (UTC)": when(facts.published_at) if facts.published_at else None,
        "Source": facts.source,
        "Media type": facts.media_type,
        "Encoding": facts.encoding,
        "Why": facts.decoding,
        "Text by": facts.extractor,
        "Sentences by": facts.segmenter,
        "Notes by": facts.note_finder,
        "Words": None if is_hidden(facts) else facts.words,
        "Sentences": None if is_hidden(facts) else facts.sentences,
        "Open notes": None if is_hidden(facts) else facts.open_notes,
        "Visits": facts.visits,
        "Seen last (UTC)": when(facts.seen_at) or None,
        "Reverts to": facts.reverts_to,
        "Set aside": aside_words(facts.aside) if facts.aside else None,
        "Digest": facts.digest,
        "Digest of its bytes": facts.raw_digest,
    }
    return {name: value for name, value in rows.items() if value is not None}


def _facts_terminal(_: str, facts: RevisionFacts, terminal: Terminal) -> str:
    return _info_terminal(_fact_rows(facts), terminal)


def _facts_markdown(_: str, facts: RevisionFacts, terminal: Terminal) -> str:
    return _info_markdown(_fact_rows(facts), terminal)


def _facts_json(story: str, facts: RevisionFacts, _: Terminal) -> str:
    return write_json("facts", {"story": story} | revision_json(facts))


def _place(fault: Fault) -> str:
    return fault.story if fault.revision is None else f"{fault.story}, revision {fault.revision}"


def _fault_lines(verified: Verified) -> list[str]:
    size = f"{plural(verified.revisions, 'revision')} in {plural_stories(verified.stories)}"
    hidden = (
        f" ({verified.hidden:,} hidden {'has' if verified.hidden == 1 else 'have'} none)" if verified.hidden else ""
    )
    if verified.revisions and verified.data == verified.revisions:
        deep = ", bytes and readings too"
    elif verified.data or hidden:
        deep = f", bytes and readings of {verified.data:,}{hidden}"
    else:
        deep = " (the chains; --data for the rest)"
    lines = [f"{_place(fault)}: {fault.what}" for fault in verified.faults]
    lines.append(f"damaged: {plural(len(lines), 'fault')} in {size}{deep}" if lines else f"whole: {size}{deep}")
    stale = f"stale: {plural(verified.stale, 'revision')} read by other readers ('tracker reindex' reads again)"
    return [*lines, stale] if verified.stale else lines


def _verified_terminal(verified: Verified, terminal: Terminal) -> str:
    return terminal.render(*(terminal.line(line) for line in _fault_lines(verified)))


def _verified_markdown(verified: Verified, _: Terminal) -> str:
    return "\n".join(f"- {escape(line)}" for line in _fault_lines(verified)) + "\n"


def _verified_json(verified: Verified, _: Terminal) -> str:
    faults = [{"story": one.story, "revision": one.revision, "what": one.what} for one in verified.faults]
    content = {"whole": not faults, "stories": verified.stories, "revisions": verified.revisions, "faults": faults}
    content |= {"data": verified.data, "stale": verified.stale, "hidden": verified.hidden}
    return write_json("verification", content)


def _head_rows(heads: Sequence[ChainEnd]) -> list[list[str]]:
    return [[one.story, one.uid, f"{'d' if one.of_decisions else ''}{one.number}", one.digest] for one in heads]


def _heads_terminal(heads: Sequence[ChainEnd], _: Terminal) -> str:
    """Write a line for each chain, to be kept elsewhere: digest, revision (d1: decision), lasting name, key."""
    return "".join(f"{digest} {number} {uid} {story}\n" for story, uid, number, digest in _head_rows(heads))


def _heads_json(heads: Sequence[ChainEnd], _: Terminal) -> str:
    rows = [
        {
            "story": one.story,
            "uid": one.uid,
            "revision": None if one.of_decisions else one.number,
            "decision": one.number if one.of_decisions else None,
            "digest": one.digest,
        }
        for one in heads
    ]
    return write_json("heads", {"heads": rows})


def _info_json(facts: Mapping[str, str | int], _: Terminal) -> str:
    return write_json("info", facts)


_stories_terminal, _stories_markdown = either(
    ["Story", "Revisions", "Last change (UTC)", "Open notes", "Title"],
    _story_rows,
    "no stories yet ('tracker ingest' adds them)",
    cut=True,
)
_info_terminal, _info_markdown = either(
    ["Fact", "Value"],
    lambda facts: [[name, f"{value:,}" if isinstance(value, int) else value] for name, value in facts.items()],
    "nothing",
)

STORY_LISTS = {"terminal": _stories_terminal, "markdown": _stories_markdown, "json": _stories_json}
LOGS = {
    "terminal": terminal_log,
    "markdown": _log_markdown,
    "json": _log_as_json,
}
REVISIONS = {"terminal": _revision_terminal, "markdown": _revision_markdown, "json": _revision_json}
FACTS = {"terminal": _facts_terminal, "markdown": _facts_markdown, "json": _facts_json}
VERIFIED = {"terminal": _verified_terminal, "markdown": _verified_markdown, "json": _verified_json}
_, _heads_markdown = either(["Story", "Lasting name", "Revision", "Digest"], _head_rows, "no stories")
HEADS = {"terminal": _heads_terminal, "markdown": _heads_markdown, "json": _heads_json}
INFOS = {"terminal": _info_terminal, "markdown": _info_markdown, "json": _info_json}
