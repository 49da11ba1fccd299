"""The blocks of a web page: their words, and what their marking and their manner say that they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_NOTICE_NAME = re.compile(
    r"correction|clarif|corrig|errat|amend(?:ed|ment)|editor(?:ial)?s?[-_]?note|updated?[-_]note|retract|story[-_]?note|"
    r"article[-_]?note|post[-_]?note",
    re.IGNORECASE,
)
_TOPIC = re.compile(  # names of what a story is about, and of what asks for corrections: no notice of one
    r"(?:tag|topic|category|section|report|submit|request|suggest|department)[-_]\S*|\S*[-_](?:policy|form|link)\b",
    re.IGNORECASE,
)
_BLOCKS = (
    "address article aside blockquote dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
)
_BLOCKS += "hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul body html"
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_UNREAD = frozenset("script style noscript template svg button select option textarea nav".split())
_MARKS = ("class", "id", "data-gu-name", "data-testid", "data-component", "itemprop", "role")  # of what a block is
_PART_NAME = re.compile(
    r"stand-?first|\bdek\b|sub-?title|sub-?head|fact-?box|pull-?quote|wp-caption-text|\b(?:image|photo|video|media)?-?caption\b",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(  # of what stands on a story's page and is not of the story
    r"\bcomments?\b|comment[-_](?:list|body|content|text)|disqus|\brelated|recirc|promo|newsletter|subscri|sign-?up|most-?(?:read|popular)|"
    r"\blatest\b|trending|ticker|teaser-?list|\bcards?\b|\bbio\b|author-?(?:bio|box|info)|cookie|consent|paywall|\bshar(?:e|ing)\b|social|"
    r"sponsor|\bad(?:s|v|vert\w*)?\b|breadcrumb|\bmenu\b|modal|sidebar|outbrain|taboola|read-?(?:next|more|also)|\btags?\b|post-message",
    re.IGNORECASE,
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PROSE, _DENSE_PROSE = 40, 15  # characters that a paragraph of prose has at least; the same where no spaces are written
PROSE_END = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]\u300d]*$")
_MOST_LINKED = 0.5  # share of a paragraph of prose that is a link
_PART_TAGS = frozenset("h2 h3 h4 h5 h6 figcaption".split())
_PARTS_APART = frozenset("aside footer nav header form".split())  # what stands in them is another page's
_STORY_TAGS = frozenset(("article", "main"))


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one innermost block of a page and the element round it, and what its marking and manner say it is.

    A notice; a part of a story, inside of an article if the page has one; prose as stories have; or something else.
    """

    words: str
    home: Any
    is_named: bool
    is_part: bool
    is_inside: bool
    is_prose: bool
    is_other: bool


def blocks_of(root: Any) -> Iterator[Block]:
    """Give the innermost blocks that hold words, in the order of the page."""
    body = root.find("body")
    has_story = next(root.iter(*_STORY_TAGS), None) is not None
    for element in (body if body is not None else root).iter():
        if not isinstance(element.tag, str) or element.tag in _UNREAD or element.tag not in _BLOCK_TAGS:
            continue
        if next(element.iterancestors("nav"), None) is not None:
            continue
        for line in "".join(_own_words(element)).split("\n"):
            if words := " ".join(line.split()):
                is_other = _is_of_other(element)
                is_part = not is_other and _is_part(element)
                is_inside = not has_story or next(element.iterancestors(*_STORY_TAGS), None) is not None
                is_prose = not is_other and _is_prose(element, words)
                is_named = _is_marked(element, _NOTICE_NAME)
                yield Block(words, element.getparent(), is_named, is_part, is_inside, is_prose, is_other)


def _own_words(element: Any) -> Iterator[str]:
    """Give the words of a block that stand in no block inside it."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCK_TAGS and child.tag not in _UNREAD:
            yield from ("\n",) if child.tag == "br" else _own_words(child)
        else:
            yield " "
        if child.tail:
            yield child.tail


def _is_part(element: Any) -> bool:
    """Say whether a block is of the story whatever an extractor takes it for: a heading or a caption in an article."""
    around = [one.tag for one in element.iterancestors()]
    story = next((at for at, tag in enumerate(around) if tag in _STORY_TAGS), None)
    if _is_marked(element, _PART_NAME) or (element.tag == "figcaption" and story is None):
        return True
    if element.tag not in _PART_TAGS or story is None or ("article" not in around and element.tag != "figcaption"):
        return False
    apart = _PARTS_APART - {"header"} if element.tag == "figcaption" else _PARTS_APART  # a lead photo stands in one
    return apart.isdisjoint(around[:story])


def _is_prose(element: Any, words: str) -> bool:
    """Say whether a block is a paragraph as stories have them, whatever its marking: sentences, and mostly no link."""
    if element.tag != "p" or not PROSE_END.search(words) or not _PARTS_APART.isdisjoint(_tags_around(element)):
        return False
    if len(words) < (_PROSE if " " in words else _DENSE_PROSE):
        return False
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked <= _MOST_LINKED * len(words)


def _tags_around(element: Any) -> Iterator[str]:
    """Give the tags of what a block stands in, as far as its story reaches."""
    for one in element.iterancestors():
        if one.tag in _STORY_TAGS or one.tag in ("body", "html"):
            return
        yield one.tag


def _is_of_other(element: Any) -> bool:
    """Say whether a block, or what it stands in, is marked as something that is not of the story, or is not shown."""
    for one in (element, *element.iterancestors()):
        if one.tag in ("body", "html", "main"):
            return False
        if one.get("hidden") is not None or _NOT_SHOWN.search(one.get("style") or ""):
            return True
        if _OTHER_NAME.search(" ".join(one.get(name) or "" for name in ("class", "id", "data-component"))):
            return True
    return False


def _is_marked(element: Any, names: re.Pattern[str]) -> bool:
    """Say whether a block, or one of the three round it, is marked with one of some names."""
    for _ in range(4):
        if element is None or element.tag in ("body", "html", "main", "article"):
            return False
        marks = _TOPIC.sub("", " ".join(element.get(name) or "" for name in _MARKS))
        if names.search(marks):
            return True
        element = element.getparent()
    return False
