"""Markdown reports, read by a real parser: no story text ever becomes markup."""

import re
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from store import Archive
from tests import prose
from tests.captures import NOON, capture, put
from tests.histories import told
from tests.markup import HOSTILE, PARSER, bare, hostile_texts, shown, tree
from tracker.diff import compare
from tracker.history import History
from tracker.model import Kind, NoteEventKind, Significance
from tracker.reports.change_report import markdown_history
from tracker.reports.layout import Layout, Marks
from tracker.reports.markdown import markdown_comparison
from tracker.reports.marks import escape, marked_line
from tracker.reports.phrases import edit_segments, place, revision_notes, visible, what, when
from tracker.text.reading import read_document
from tracker.tracking import find_history


def test_escaped_text_is_shown_as_it_is() -> None:
    for text in HOSTILE:
        assert shown(escape(text)) == " ".join(text.split()).replace("\u202e", "[U+202E]")
        assert {token.type for token in tree(escape(text))} <= {
            "paragraph_open",
            "inline",
            "text",
            "text_special",
            "paragraph_close",
        }


def test_no_link_starts_by_itself() -> None:
    assert escape("See www.x.org, http://x.org or a@x.org") == "See www&#46;x.org, http&#58;//x.org or a&#64;x.org"


def test_what_was_captured_out_of_order_is_told_with_its_span() -> None:
    with Archive.open("sqlite://", create=True) as archive:
        put(archive, capture("It rained."), capture("It snowed.", hour=2), capture("It hailed.", hour=-5))
        history = find_history(archive, "flood", [])
    assert "revisions 1 to 3, captured 2026-11-20 07:00 to 2026-11-20 14:00 UTC." in markdown_history(history, Layout())
    assert [revision_notes(*one) for one in history.logged] == ["first", "", "captured before the revision before it"]


def test_when_a_revision_was_seen_last_is_told(database: str) -> None:
    with Archive.open(database, create=True) as archive:
        put(archive, *(capture("It rained.", hour=hour) for hour in (0, 30, 20)), capture("It snowed.", hour=40))
        first, second = find_history(archive, "flood", []).revisions
    assert (first.visits, first.seen_at, second.visits, second.seen_at) == (2, NOON + timedelta(hours=30), 0, None)
    assert revision_notes(first, None) == "first, seen again 2 times, last 2026-11-21 18:00"


def outline(history: History) -> list[tuple[str, str]]:
    """Give the headings that a report must have and no others: level and text."""
    found = [
        ("h1", f"Change report: {history.title}"),
        ("h2", "Summary"),
        ("h2", "Revisions"),
        ("h2", "Editorial notes"),
    ]
    found += [("h2", "Changes of fact, and whether it was said")] if history.flags else []
    found += [("h2", "Suspected encoding damage")] if history.damage else []
    found.append(("h2", "Changes"))
    for step in history.steps:
        captured = when(step.new.captured_at)
        found.append(("h3", f"Revision {step.old.revision} → {step.new.revision}, {captured} UTC"))
        for weight, name in ((Significance.SUBSTANTIVE, "Substantive"), (Significance.WORDING, "Wording and order")):
            fields = [one for one in step.fields if one.significance is weight]
            edits = [one for one in step.edits if one.significance is weight]
            found += [("h4", name)] if fields or edits else []
            found += [("h5", f"{one.name.capitalize()}: {', '.join(one.reasons)}") for one in fields]
            found += [("h5", f"{place(one).capitalize()}, {what(one)}: {', '.join(one.reasons)}") for one in edits]
        found += [("h4", "Notes")] if any(one.event is not NoteEventKind.KEPT for one in step.notes) else []
    found.append(("h2", "Survival of sentences"))
    trivial = any(one.significance is Significance.TRIVIAL for step in history.steps for one in step.edits)
    return [*found, *([("h2", "Appendix: trivial edits")] if trivial else []), ("h2", "Digests")]


def test_a_report_of_hostile_text_has_only_our_own_markup() -> None:
    ours = {"paragraph", "blockquote", "bullet_list", "list_item", "heading", "strong", "s"}
    ours |= {"table", "thead", "tbody", "tr", "th", "td"}
    for seed in range(300):
        random = Random(seed)
        history = told(hostile_texts(random), hostile=f" {random.choice(HOSTILE)}")
        report = markdown_history(history, Layout())
        blocks = PARSER.parse(report)
        tokens = [inline for token in blocks for inline in (token, *(token.children or ()))]
        tags = {token.content for token in tokens if token.type == "html_inline"}
        assert tags <= {"<del>", "</del>", "<ins>", "</ins>"}, (seed, tags)
        kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} - {"html_inline"}
        assert kinds <= ours | {"inline", "text", "text_special", "code_inline"}, (seed, kinds - ours)
        codes = {token.content for token in tokens if token.type == "code_inline"}
        assert codes == {one.digest for one in history.revisions}, seed
        headings = [
            (opened.tag, "".join(child.content for child in inline.children or () if child.type.startswith("text")))
            for opened, inline in pairwise(blocks)
            if opened.type == "heading_open"
        ]
        expected = [(level, visible(" ".join(text.split()))) for level, text in outline(history)]
        assert headings == expected, seed


def test_every_mark_of_a_change_takes() -> None:
    for seed in range(300):
        random = Random(seed)
        old = prose.text(random)
        report = markdown_comparison(compare(read_document(old), read_document(prose.edited(old, random))), Layout())
        assert "~~" not in shown(report), (seed, report)
        assert "**" not in shown(report.replace("\\*", "")), (seed, report)


MARKED = {"s_open": 1, "s_close": 0, "strong_open": 2, "strong_close": 0}
TAGGED = {"<del>": 1, "</del>": 0, "<ins>": 2, "</ins>": 0}


def read_back(line: str, marks: Marks) -> tuple[str, str]:
    """Give the old and the new text that a marked line shows, by a real parser."""
    if marks is Marks.CRITIC:
        line = re.sub(r"(?<!\\)\{--(.*?)(?<!\\)--\}", r"<del>\1</del>", line)
        line = re.sub(r"(?<!\\)\{\+\+(.*?)(?<!\\)\+\+\}", r"<ins>\1</ins>", line)
    state, sides = 0, ["", "", ""]
    for token in tree(f"x {line}"):
        if token.type == "html_inline":
            state = TAGGED[token.content]
        elif token.type in MARKED:
            state = MARKED[token.type]
        elif token.type in ("text", "text_special"):
            sides[1] += token.content if state != 2 else ""
            sides[2] += token.content if state != 1 else ""
    return bare(sides[1])[1:], bare(sides[2])[1:]


@pytest.mark.parametrize("marks", Marks)
def test_in_every_style_of_marks_both_texts_can_be_read_back(marks: Marks) -> None:
    for seed in range(300):
        random = Random(seed)
        old = f"{prose.text(random)} It has {{++no mark++}} and {{--none--}}."
        for edit in compare(read_document(old), read_document(prose.edited(old, random))).changes:
            line = marked_line(edit_segments(edit), marks)
            kept = edit.kind is Kind.KEPT
            whole = (bare(edit.new_text if kept else edit.old_text), bare(edit.new_text))
            assert read_back(line, marks) == whole, (seed, line)
