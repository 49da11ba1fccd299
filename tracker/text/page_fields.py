"""The headline, the byline and the time of publication that a web page gives of itself."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tracker.model import FIRST_YEAR

_BYLINE = re.compile(r"\A(?:by|von|par|por)\s+", re.IGNORECASE)
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "headline")
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_TIME_METAS = ("article:published_time", "datepublished", "dc.date.issued", "date", "pubdate", "parsely-pub-date")


def page_fields(root: Any) -> tuple[str | None, str | None, datetime | None]:
    """Give the headline, the byline and the time of publication: JSON-LD first, then meta elements, then the page."""
    data = next((one for one in _linked_data(root) if _is_article(one)), {})
    metas = _metas(root)
    headings = [" ".join("".join(one.itertext()).split()) for one in root.iter("h1")]
    title = _first(
        data.get("headline"), *(metas.get(name) for name in _TITLE_METAS), *headings, root.findtext(".//title")
    )
    byline = _first(_author(data.get("author")), *(metas.get(name) for name in _AUTHOR_METAS), *_bylines(root))
    stamps = [one.get("datetime") for one in root.iter("time")]
    times = (data.get("datePublished"), *(metas.get(name) for name in _TIME_METAS), *stamps)
    return title, byline and _BYLINE.sub("", byline), next(filter(None, map(_time, times)), None)


def _first(*values: object) -> str | None:
    return next((" ".join(one.split()) for one in values if isinstance(one, str) and one.strip()), None)


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                yield from _objects(json.loads(script.text or ""))
            except (ValueError, RecursionError):
                continue


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    for one in data if isinstance(data, list) else [data]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _is_article(data: dict[str, Any]) -> bool:
    kind = data.get("@type")
    return any(
        isinstance(one, str) and one.endswith(("Article", "Posting"))
        for one in (kind if isinstance(kind, list) else [kind])
    )


def _author(author: Any) -> str | None:
    names = [
        one.get("name") if isinstance(one, dict) else one for one in (author if isinstance(author, list) else [author])
    ]
    return ", ".join(one for one in names if isinstance(one, str) and one.strip()) or None


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            metas.setdefault(name, meta.get("content"))
    return metas


def _bylines(root: Any) -> Iterator[str]:
    for element in root.iter():
        names = (
            f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}".lower().split()
        )
        if isinstance(element.tag, str) and any(one in ("byline", "author", "article-byline") for one in names):
            yield "".join(element.itertext())


def _time(word: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(word.strip()) if isinstance(word, str) else None
        in_utc = moment and (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return None
    return in_utc if in_utc and in_utc.year >= FIRST_YEAR else None
