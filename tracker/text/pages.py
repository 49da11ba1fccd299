"""Web pages to story text, with what extractors drop: correction notices, editor's notes, struck and inserted words.

trafilatura (the extra `html`) finds the story; the page's own metadata give the fields. What it left out of a story is
put back where it stands on the page: notices, headings, captions, what stands under the headline, boxes of facts.
`<del>` and `<ins>` become CriticMarkup, `{--so--}` and `{++so++}`; `<q>` its marks, a raised figure its sign.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.errors import TrackerError
from tracker.model import NoteKind
from tracker.text.fold import fold
from tracker.text.notes import find_notes
from tracker.text.page_blocks import PROSE_END, Block, blocks_of
from tracker.text.page_fields import page_fields

VERSION = "5"  # of the rules of this module

_NOTICE_KINDS = frozenset(
    {NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.UPDATE, NoteKind.EDITOR_NOTE, NoteKind.TRANSLATOR_NOTE}
)
_SHORT_KINDS = frozenset({NoteKind.CORRECTION, NoteKind.CLARIFICATION})
_LABEL_ALONE = re.compile(  # a label that stands alone, with a date or without; its text is the next block
    r"(?:corrections?|clarifications?|editors?['\u2019]?s?['\u2019]?\s+note|correction\s+notice|korrektur|rectificatif|erratum|fe\s+de\s+errores)"
    r"(?:\s+(?:and|&)\s+\w+)?[\s:,]*(?:[\w.]{1,10}[\s,]+){0,3}(?:\d{4})?[\s:]*",
    re.IGNORECASE,
)
_NOTICE_WORDS, _LONGEST_NOTICE = 5, 1_500  # words at least, characters at most: no link, no whole page
_LABELLED_WORDS = 3  # the same of one that begins as notes do
_LONGEST_NAMED = 6_000  # characters at most of one whose marking says what it is
_STRUCK, _INSERTED = frozenset({"del", "s", "strike"}), frozenset({"ins"})
_LEGAL = re.compile(
    r"\u00a9|\bcopyright\b|\brights\s+reserved\b|\bsign\s+up\b|\bsubscribe\b|\bfollow\s+us\b", re.IGNORECASE
)
_FEW = 2  # blocks that may stand in one paragraph
_SHORT = 20  # characters of a block that may stand in a paragraph by chance
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
    blocks = list(blocks_of(root))
    from lxml import etree

    page = etree.tostring(root, encoding="unicode", method="html")
    body = trafilatura.extract(page, fast=True, include_comments=False, include_tables=True)
    paragraphs = _parted([line for line in (body or "").split("\n") if line.strip()], blocks)
    if paragraphs and title and fold(paragraphs[0]) == fold(title):
        paragraphs.pop(0)
    if not paragraphs:
        raise TrackerError("holds no story that trafilatura finds")
    return Page("\n\n".join(_with_dropped(paragraphs, blocks, title)) + "\n", title, byline, published_at)


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
    for element in root.iter("b", "strong"):
        tail = element.tail or ""
        label = (element.text or "").strip()
        if not len(element) and tail[:1] == " " and tail.strip()[:1].isupper() and _LABEL_ALONE.fullmatch(label):
            element.text = label if label.endswith(":") else f"{label}:"
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


def _is_notice(block: Block) -> bool:
    if len(block.words) > (_LONGEST_NAMED if block.is_named else _LONGEST_NOTICE):
        return False
    if block.is_named and ":" in block.words:  # a label on a line of its own
        return True
    count = len(block.words.split())
    if block.is_named and count >= _NOTICE_WORDS and not block.is_other:
        return True
    if block.is_other or count < _LABELLED_WORDS or (count < _NOTICE_WORDS and ":" not in block.words):
        return False
    kinds = _NOTICE_KINDS if count >= _NOTICE_WORDS else _SHORT_KINDS  # "Updated 6:20 AM" is none
    return any(one.kind in kinds and one.start == 0 for one in find_notes(block.words))


def _with_dropped(paragraphs: list[str], blocks: list[Block], title: str | None) -> list[str]:
    """Put back the notices and parts of the story that the extractor left out, each behind what stands before it."""
    kept = [_solid(one) for one in paragraphs]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(kept):
        places[words].append(place)
    homes = [block.home for block in blocks if _solid(block.words) in places]
    put_back: set[str] = set()
    dropped: dict[int, list[str]] = {}
    after, follows_label, notice_home = -1, False, None
    between = _between(blocks, places, title)
    for at, block in enumerate(blocks):
        words = _solid(block.words)
        if words in places:
            after, follows_label = _next_place(places[words], after), False
            continue
        is_label = _LABEL_ALONE.fullmatch(block.words) is not None
        is_notice = is_label or (follows_label and len(block.words.split()) >= _NOTICE_WORDS) or _is_notice(block)
        if not is_notice and notice_home is not None and not _LEGAL.search(block.words):
            is_notice = (
                notice_home in (block.home, block.home.getparent()) and PROSE_END.search(block.words) is not None
            )
        follows_label = is_label
        is_lost, is_part = block.is_prose and at in between, block.is_part and (block.is_inside or at in between)
        everywhere = is_notice or (is_lost and not is_part)
        if (
            (is_notice or is_part or is_lost)
            and words not in put_back
            and not _stands_in(words, kept if everywhere else kept[after + 1 : after + 3])
        ):
            if is_notice:
                notice_home = block.home if block.home not in homes else None
            dropped.setdefault(after, []).append(block.words)
            put_back.add(words)
    for place, found in dropped.items():  # a label without a text, a link to the corrections page, is no notice
        dropped[place] = [one for k, one in enumerate(found) if not _is_empty_label(found, k)]
    back = dropped.get(-1, [])[:]
    for place, paragraph in enumerate(paragraphs):
        back += [paragraph, *dropped.get(place, [])]
    return back


def _solid(text: str) -> str:
    """Fold a text and leave out its spaces: extractors write them otherwise round what is marked."""
    return "".join(fold(text).split())


def _parted(paragraphs: list[str], blocks: Sequence[Block]) -> list[str]:
    """Give the paragraphs of a page whose text the extractor gave in one: the blocks that stand in it."""
    if len(paragraphs) != 1:
        return paragraphs
    whole = _solid(paragraphs[0])
    found = [block.words for block in blocks if not block.is_other and _solid(block.words) in whole]
    return found if len(found) > _FEW else paragraphs


def _between(blocks: Sequence[Block], places: Mapping[str, list[int]], title: str | None) -> set[int]:
    """Give the numbers of the blocks that stand among the story's: from its headline to its last, or beside one."""
    own = [at for at, block in enumerate(blocks) if _solid(block.words) in places]
    if not own:
        return set()
    heads = [at for at in range(own[0]) if title and _solid(blocks[at].words) == _solid(title)]
    homes = [blocks[at].home for at in own]
    beside = {at for at in range(own[-1], len(blocks)) if blocks[at].home in homes}
    return set(range(heads[-1] if heads else own[0], own[-1])) | beside


def _next_place(places: Sequence[int], after: int) -> int:
    """Give the first of the places of some words that comes after one; the last where none does."""
    return next((place for place in places if place > after), places[-1])


def _stands_in(words: str, paragraphs: Sequence[str]) -> bool:
    """Say whether a block is a part of one of some paragraphs that the extractor kept, a short one its beginning."""
    return any(words in one and (len(words) >= _SHORT or one.startswith(words)) for one in paragraphs)


def _is_empty_label(found: list[str], place: int) -> bool:
    """Say whether a label is the last of what was dropped at one place, or has another label behind it."""
    following = found[place + 1] if place + 1 < len(found) else None
    return _LABEL_ALONE.fullmatch(found[place]) is not None and (
        following is None or _LABEL_ALONE.fullmatch(following) is not None
    )
