"""Web pages to story text, with what extractors drop: correction notices, editor's notes, struck and inserted words.

trafilatura (the extra `html`) finds the story; the page's own metadata give the fields. What it left out of a story is
put back where it stands on the page: notices, headings, captions, what stands under the headline, boxes of facts.
`<del>` and `<ins>` become CriticMarkup, `{--so--}` and `{++so++}`; `<q>` its marks, a raised figure its sign.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.errors import TrackerError
from tracker.model import NoteKind
from tracker.text.fold import fold
from tracker.text.notes import find_notes
from tracker.text.page_fields import page_fields

VERSION = "4"  # of the rules of this module

_NOTICE_NAME = re.compile(
    r"correction|clarif|corrig|errat|amend(?:ed|ment)|editor(?:ial)?s?[-_]?note|updated?[-_]note|retract|story[-_]?note|"
    r"article[-_]?note|post[-_]?note",
    re.IGNORECASE,
)
_NOTICE_KINDS = frozenset(
    {NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.UPDATE, NoteKind.EDITOR_NOTE, NoteKind.TRANSLATOR_NOTE}
)
_LABEL_ALONE = re.compile(  # a label that stands alone, with a date or without; its text is the next block
    r"(?:corrections?|clarifications?|editors?['\u2019]?s?['\u2019]?\s+note|correction\s+notice|korrektur|rectificatif|erratum|fe\s+de\s+errores)"
    r"(?:\s+(?:and|&)\s+\w+)?[\s:,]*(?:[\w.]{1,10}[\s,]+){0,3}(?:\d{4})?[\s:]*",
    re.IGNORECASE,
)
_NOTICE_WORDS, _LONGEST_NOTICE = 5, 1_500  # words at least, characters at most: no link, no whole page
_BLOCKS = (
    "address article aside blockquote dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
)
_BLOCKS += "hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul body html"
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_UNREAD = frozenset("script style noscript template svg button select option textarea nav".split())
_STRUCK, _INSERTED = frozenset({"del", "s", "strike"}), frozenset({"ins"})
_MARKS = ("class", "id", "data-gu-name", "data-testid", "data-component", "itemprop", "role")  # of what a block is
_PART_NAME = re.compile(r"stand-?first|\bdek\b|sub-?title|sub-?head|fact-?box|pull-?quote", re.IGNORECASE)
_PART_TAGS = frozenset("h2 h3 h4 h5 h6 figcaption".split())
_PARTS_APART = frozenset("aside footer nav header form".split())  # what stands in them is another page's
_RAISED = str.maketrans("0123456789+-", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_UNSOUND = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML tree can hold it


@dataclass(frozen=True, slots=True)
class Page:
    """The story on a page: its text, a paragraph a line with an empty line between, and its fields."""

    text: str
    title: str | None
    byline: str | None
    published_at: datetime | None


def extractor_name() -> str:
    """Give the name and version of what takes the text out of a page."""
    return f"trafilatura {_trafilatura().__version__}, tracker-pages {VERSION}"


def read_page(html: str) -> Page:
    """Take the story out of a page; raise TrackerError, without a name, where there is none."""
    trafilatura = _trafilatura()
    root = _parse(html)
    title, byline, published_at = page_fields(root)
    _mark_changes(root)
    _write_out(root)
    _unfold_layout(root)
    blocks = list(_blocks(root))
    from lxml import etree

    page = etree.tostring(root, encoding="unicode", method="html")
    body = trafilatura.extract(page, fast=True, include_comments=False, include_tables=True)
    paragraphs = [line for line in (body or "").split("\n") if line.strip()]
    if paragraphs and title and fold(paragraphs[0]) == fold(title):
        paragraphs.pop(0)
    if not paragraphs:
        raise TrackerError("holds no story that trafilatura finds")
    return Page("\n\n".join(_with_dropped(paragraphs, blocks)) + "\n", title, byline, published_at)


def _trafilatura() -> Any:
    try:
        import trafilatura
    except ImportError as error:
        raise TrackerError("is a web page: pip install 'story-tracker[html]' to read those") from error
    return trafilatura


def _parse(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        page = _UNSOUND.sub("\ufffd", _XML_DECLARATION.sub("", html).replace("\x00", "")).encode("utf-8", "replace")
        return document_fromstring(page, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError) as error:
        raise TrackerError(f"cannot be read as a web page: {error}") from error


def _mark_changes(root: Any) -> None:
    """Write struck and inserted words in CriticMarkup, so that no extractor drops the difference."""
    for element in root.iter(*_STRUCK, *_INSERTED):
        if not "".join(element.itertext()).strip():
            continue
        sign = "--" if element.tag in _STRUCK else "++"
        element.text = _UNSOUND.sub("\ufffd", f"{{{sign}{element.text or ''}")
        last = element[-1] if len(element) else None
        if last is None:
            element.text += f"{sign}}}"
        else:
            last.tail = _UNSOUND.sub("\ufffd", f"{last.tail or ''}{sign}}}")
        element.tag = "span"


def _write_out(root: Any) -> None:
    """Write out what only a browser shows: the marks of `<q>`, raised figures, the space between two labels."""
    for element in root.iter("q", "sup", "span"):
        if element.tag == "q":
            element.text = f"\u201c{element.text or ''}"
            element.tail = f"\u201d{element.tail or ''}"
            element.tag = "span"
        elif element.tag == "sup" and not len(element) and (text := (element.text or "").strip()):
            element.text = text.translate(_RAISED) if set(text) <= set("0123456789+-") else element.text
        elif element.tag == "span" and not element.tail and _begins_anew(element, element.getnext()):
            if not len(element) and _LABEL_ALONE.fullmatch((element.text or "").strip()):
                element.text = f"{(element.text or '').strip()}:"
            element.tail = " "


def _begins_anew(element: Any, following: Any) -> bool:
    """Say whether a span right behind another begins with a capital where that one ends in a small letter."""
    if following is None or following.tag != "span":
        return False
    before, after = "".join(element.itertext()).strip(), "".join(following.itertext()).strip()
    return before[-1:].islower() and after[:1].isupper()


def _unfold_layout(root: Any) -> None:
    """Make plain blocks of the tables that only lay a page out: those that hold paragraphs."""
    for table in list(root.iter("table")):
        if table.find(".//p") is not None:
            for element in [table, *table.iter("thead", "tbody", "tfoot", "tr", "td", "th")]:
                element.tag = "div"


@dataclass(frozen=True, slots=True)
class _Block:
    """The words of one innermost block of a page, and whether its marking says that it is a notice, or of the story."""

    words: str
    is_named: bool
    is_part: bool


def _blocks(root: Any) -> Iterator[_Block]:
    """Give the innermost blocks that hold words, in the order of the page."""
    body = root.find("body")
    for element in (body if body is not None else root).iter():
        if not isinstance(element.tag, str) or element.tag in _UNREAD or element.tag not in _BLOCK_TAGS:
            continue
        if next(element.iterancestors("nav"), None) is not None:
            continue
        for line in " ".join(_own_words(element)).split("\n"):
            if words := " ".join(line.split()):
                yield _Block(words, _is_marked(element, _NOTICE_NAME), _is_part(element))


def _own_words(element: Any) -> Iterator[str]:
    """Give the words of a block that stand in no block inside it."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCK_TAGS and child.tag not in _UNREAD:
            yield from ("\n",) if child.tag == "br" else _own_words(child)
        if child.tail:
            yield child.tail


def _is_part(element: Any) -> bool:
    """Say whether a block is of the story whatever an extractor takes it for: a heading or a caption in an article."""
    if _is_marked(element, _PART_NAME):
        return True
    if element.tag not in _PART_TAGS:
        return False
    around = [one.tag for one in element.iterancestors()]
    return "article" in around and _PARTS_APART.isdisjoint(around[: around.index("article")])


def _is_marked(element: Any, names: re.Pattern[str]) -> bool:
    """Say whether a block, or one of the three round it, is marked with one of some names."""
    for _ in range(4):
        if element is None or element.tag in ("body", "html", "main", "article"):
            return False
        if names.search(" ".join(element.get(name) or "" for name in _MARKS)):
            return True
        element = element.getparent()
    return False


def _is_notice(block: _Block) -> bool:
    if len(block.words) > _LONGEST_NOTICE:
        return False
    if block.is_named and ":" in block.words:  # a label on a line of its own
        return True
    if len(block.words.split()) < _NOTICE_WORDS:
        return False
    return block.is_named or any(one.kind in _NOTICE_KINDS and one.start == 0 for one in find_notes(block.words))


def _with_dropped(paragraphs: list[str], blocks: list[_Block]) -> list[str]:
    """Put back the notices and parts of the story that the extractor left out, each behind what stands before it."""
    kept = [fold(one) for one in paragraphs]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(kept):
        places[words].append(place)
    put_back: set[str] = set()
    dropped: dict[int, list[str]] = {}
    after, follows_label = -1, False
    for block in blocks:
        words = fold(block.words)
        if words in places:
            after, follows_label = _next_place(places[words], after), False
            continue
        is_label = _LABEL_ALONE.fullmatch(block.words) is not None
        is_notice = is_label or (follows_label and len(block.words.split()) >= _NOTICE_WORDS) or _is_notice(block)
        follows_label = is_label
        if (
            (is_notice or block.is_part)
            and words not in put_back
            and not _stands_in(words, kept if is_notice else kept[after + 1 : after + 3])
        ):
            dropped.setdefault(after, []).append(block.words)
            put_back.add(words)
    for place, found in dropped.items():  # a label without a text, a link to the corrections page, is no notice
        dropped[place] = [one for k, one in enumerate(found) if not _is_empty_label(found, k)]
    back = dropped.get(-1, [])[:]
    for place, paragraph in enumerate(paragraphs):
        back += [paragraph, *dropped.get(place, [])]
    return back


def _next_place(places: Sequence[int], after: int) -> int:
    """Give the first of the places of some words that comes after one; the last where none does."""
    return next((place for place in places if place > after), places[-1])


def _stands_in(words: str, paragraphs: Sequence[str]) -> bool:
    """Say whether a block is a part of one of some paragraphs that the extractor kept, a short one its beginning."""
    return any(words in one and (len(words.split()) >= _NOTICE_WORDS or one.startswith(words)) for one in paragraphs)


def _is_empty_label(found: list[str], place: int) -> bool:
    """Say whether a label is the last of what was dropped at one place, or has another label behind it."""
    following = found[place + 1] if place + 1 < len(found) else None
    return _LABEL_ALONE.fullmatch(found[place]) is not None and (
        following is None or _LABEL_ALONE.fullmatch(following) is not None
    )
