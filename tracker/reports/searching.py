"""What a search found, as terminal text, Markdown or JSON: where, in which revisions, and the words around it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from tracker.model import Op
from tracker.overview import Hit, Search
from tracker.reports.as_json import time_json, write_json
from tracker.reports.markdown import page
from tracker.reports.marks import escape, marked_line
from tracker.reports.phrases import plural, visible, when
from tracker.reports.terminal import Terminal

_AROUND = 120  # characters shown before the first and after the last mark


def runs_in_words(hit: Hit) -> str:
    """Say in which revisions a text stands: "revisions 1-3 and 5, still standing"."""
    runs = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in hit.runs)
    one = len(hit.runs) == 1 and hit.runs[0][0] == hit.runs[0][1]
    return f"{'revision' if one else 'revisions'} {runs}{', still standing' if hit.standing else ''}"


def _times(hit: Hit) -> str:
    first, last = when(hit.first_at), when(hit.last_at)
    return f"{first} UTC" if first == last else f"{first} to {last} UTC"


def _terms(terms: tuple[tuple[str, str | None], ...]) -> str:
    return "; ".join(f"{term} → {correct or '?'}" for term, correct in terms)


def _head(hit: Hit, end: str | None) -> str:
    where = "" if hit.where == "text" else f", in a {hit.where}" if hit.where == "note" else ", headline"
    if end == "first":
        return f"{hit.story}, first in revision {hit.runs[0][0]} ({when(hit.first_at)} UTC){where}"
    if end == "last":
        still = ", still standing" if hit.standing else ""
        return f"{hit.story}, last in revision {hit.runs[-1][1]} ({when(hit.last_at)} UTC){still}{where}"
    return f"{hit.story}, {runs_in_words(hit)} ({_times(hit)}){where}"


def _pieces(hit: Hit) -> Iterator[tuple[bool, str]]:
    """Cut a text at what was sought: whether a piece was, and the piece; what is far from it is left out."""
    marks = hit.marks or ((0, 0),)
    start = _word_start(hit.text, marks[0][0] - _AROUND, marks[0][0])
    end = _word_end(hit.text, marks[-1][1] + _AROUND)
    last = start
    yield False, "… " if start else ""
    for opened, closed in marks:
        if opened < last:
            continue
        yield False, hit.text[last:opened]
        yield True, hit.text[opened:closed]
        last = closed
    yield False, hit.text[last:end] + (" …" if end < len(hit.text) else "")


def _word_start(text: str, near: int, latest: int) -> int:
    """Give where a word begins, near a place and no later than another; the place where there is none."""
    return 0 if near <= 0 else text.find(" ", near, latest) + 1 or near


def _word_end(text: str, near: int) -> int:
    return len(text) if near >= len(text) else max(text.rfind(" ", 0, near), near - 30)


def _end(search: Search) -> list[str]:
    lines = [f"registered term: {_terms(search.terms)}"] if search.terms else []
    return [*lines, f"more than {len(search.hits)} found: --limit raises that"] if search.limited else lines


def _search_terminal(search: Search, terminal: Terminal) -> str:
    parts: list[RenderableType] = []
    for hit in search.hits:
        text = Text()
        for sought, piece in _pieces(hit):
            shown = visible(" ".join(piece.split("\n")))
            style = "bold yellow" if sought and terminal.colour else ""
            text.append(f"[{shown}]" if sought and not terminal.colour else shown, style)
        parts += [terminal.line(_head(hit, search.end), "cyan"), terminal.indented(text)]
        if hit.terms:
            parts.append(terminal.indented(terminal.line(f"the note says: {_terms(hit.terms)}", "yellow")))
        parts.append(Text())
    lines = [terminal.line(line) for line in _end(search)]
    if not search.hits and not search.terms:
        return f"nothing has {_sought(search)}\n"
    return terminal.render(*(parts if lines else parts[:-1]), *lines)


def _sought(search: Search) -> str:
    return " and ".join(f"“{part}”" for part in search.sought)


def _search_markdown(search: Search, _: Terminal) -> str:
    blocks = [f"# Search for {escape(_sought(search))}", f"{plural(len(search.hits), 'place')}."]
    for hit in search.hits:
        runs = [(Op.ADDED if sought else Op.EQUAL, piece) for sought, piece in _pieces(hit) if piece]
        blocks += [f"## {escape(_head(hit, search.end))}", f"> {marked_line(runs)}"]
        blocks += [f"The note says: {escape(_terms(hit.terms))}."] if hit.terms else []
    return page([*blocks, *(escape(f"{line[0].upper()}{line[1:]}.") for line in _end(search))])


def _search_json(search: Search, _: Terminal) -> str:
    hits = [
        {
            "story": hit.story,
            "where": hit.where,
            "text": hit.text,
            "marks": [list(mark) for mark in hit.marks],
            "revisions": [{"first": first, "last": last} for first, last in hit.runs],
            "first_captured_at": time_json(hit.first_at),
            "last_captured_at": time_json(hit.last_at),
            "standing": hit.standing,
            "terms": [{"term": term, "correct": correct} for term, correct in hit.terms],
        }
        for hit in search.hits
    ]
    terms = [{"term": term, "correct": correct} for term, correct in search.terms]
    content: dict[str, object] = {
        "sought": list(search.sought),
        "hits": hits,
        "terms": terms,
        "limited": search.limited,
        "end": search.end,
    }
    return write_json("search", content)


SEARCHES = {"terminal": _search_terminal, "markdown": _search_markdown, "json": _search_json}
