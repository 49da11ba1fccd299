"""A story as a file that vouches for itself: JSON lines, the bytes as they came among them."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from store import Archive, Aside, RevisionRow, StoryRow, VisitRow
from store.digests import decision_facts, revision_facts, time_text
from tracker.tracking.loading import find_story

FORMAT, VERSION = "story-tracker-export", 2  # 2: decisions, and what is hidden


def export_story(archive: Archive, key: str) -> Iterator[str]:
    """Give the lines of a story's export: it, its revisions, visits and decisions, and an end that counts them."""
    with archive.snapshot():  # what is added in the meantime is for another export
        yield from _export(archive, find_story(archive, key))


def _export(archive: Archive, story: StoryRow) -> Iterator[str]:
    rows, visits, decisions = archive.revisions(story), archive.visits(story), archive.decisions(story)
    head = {"type": "story", "format": FORMAT, "version": VERSION, "story": story.uid, "key": story.key}
    names = {"title": story.title, "created": time_text(archive.created_at(story)), "aliases": archive.aliases(story)}
    yield _line(head | names)
    for row in rows:
        yield _line(_revision(archive, story, row))
    yield from _visits(archive, rows, visits)
    for one in decisions:
        facts = decision_facts(one.parent_digest, story.uid, one.number, one.revision_digest, one.decided)
        yield _line({"type": "decision", "digest": one.digest, "facts": facts})
    counts = {"revisions": len(rows), "visits": len(visits), "decisions": len(decisions)}
    heads = {"head": rows[-1].digest, "decisions_head": decisions[-1].digest if decisions else None}
    yield _line({"type": "end", **counts, **heads})


def _revision(archive: Archive, story: StoryRow, row: RevisionRow) -> dict[str, Any]:
    """Give a revision; of a hidden one, in the place of its bytes, the digest that reverts to it are known by."""
    facts = revision_facts(row.parent_digest, story.uid, row.seq, row.raw_digest, row)
    read = {"decoding": row.decoding, "note_finder": row.note_finder}
    told = {"type": "revision", "digest": row.digest, "facts": facts, **read}
    if row.aside == Aside.HIDDEN:
        return told | {"raw": None, "hidden": row.content_digest}
    return told | {"raw": _text(archive.raw(row))}


def _visits(archive: Archive, rows: Sequence[RevisionRow], visits: Sequence[VisitRow]) -> Iterator[str]:
    """Give the visits; bytes that stood before, and those of visits to a hidden revision, are left out."""
    hidden = {row.seq for row in rows if row.aside == Aside.HIDDEN}
    seen = {row.raw_digest for row in rows if row.seq not in hidden}
    for one in visits:
        when = {"seq": one.seq, "captured": time_text(one.captured_at), "source": one.source}
        left_out = one.raw_digest in seen or one.seq in hidden
        raw = None if left_out else _text(archive.bytes_of(one.raw_digest))
        yield _line({"type": "visit", **when, "raw_digest": one.raw_digest, "raw": raw})
        seen |= set() if left_out else {one.raw_digest}


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
