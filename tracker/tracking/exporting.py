"""A story as a file that vouches for itself: JSON lines, the bytes as they came among them; and back again."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from store import Archive, NewRevision, Restored, VisitRow
from store.digests import digest_of, facts_digest, revision_facts, time_text
from tracker.errors import TrackerError
from tracker.sources import check_key
from tracker.text.decode import decode_as
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.text.reading import AS_IT_IS, PAGES, note_finder_name, read_document
from tracker.tracking.ingesting import new_reading
from tracker.tracking.loading import find_story

FORMAT, VERSION = "story-tracker-export", 1


def export_story(archive: Archive, key: str) -> Iterator[str]:
    """Give the lines of a story's export: the story, its revisions, its visits, and an end that counts them."""
    story = find_story(archive, key)
    head = {"type": "story", "format": FORMAT, "version": VERSION, "story": story.uid, "key": story.key}
    names = {"title": story.title, "created": time_text(archive.created_at(story)), "aliases": archive.aliases(story)}
    yield _line(head | names)
    rows, seen = archive.revisions(story), set()
    for row in rows:
        facts = revision_facts(row.parent_digest, story.uid, row.seq, row.raw_digest, row)
        told = {"digest": row.digest, "facts": facts, "decoding": row.decoding}
        yield _line({"type": "revision", **told, "raw": _text(archive.raw(row))})
        seen.add(row.raw_digest)
    visits = archive.visits(story)
    for one in visits:
        raw = None if one.raw_digest in seen else _text(archive.bytes_of(one.raw_digest))
        seen.add(one.raw_digest)
        when = {"seq": one.seq, "captured": time_text(one.captured_at), "source": one.source}
        yield _line({"type": "visit", **when, "raw_digest": one.raw_digest, "raw": raw})
    yield _line({"type": "end", "revisions": len(rows), "visits": len(visits), "head": rows[-1].digest})


def import_story(archive: Archive, given: Restored) -> tuple[int, int]:
    """Write the story of an export, whole or not at all; give how many revisions and visits were new."""
    return archive.restore(given)


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def read_export(lines: Iterable[str], rules: NoteRules = DEFAULT_RULES) -> Restored:
    """Read and check an export; TrackerError, naming the line, where it is not as it was written."""
    reader = _Reader(rules)
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            reader.take(json.loads(line))
        except TrackerError as error:
            raise TrackerError(f"line {number}: {error}") from error
        except json.JSONDecodeError as error:
            raise TrackerError(f"line {number}: it is no JSON: this is no export, or it was cut") from error
        except (KeyError, TypeError, ValueError, AttributeError, LookupError, RecursionError) as error:
            raise TrackerError(f"line {number}: it is no line of an export ({type(error).__name__})") from error
    if not reader.ended:
        raise TrackerError(f"line {number}: it ends before its end")
    return reader.restored()


class _Reader:
    """An export that is being read: what was taken so far, each line checked against those before."""

    def __init__(self, rules: NoteRules) -> None:
        self.rules = rules
        self.names: tuple[str, str, str | None, datetime, tuple[str, ...]] | None = None
        self.revisions: list[tuple[str, NewRevision]] = []
        self.visits: list[tuple[VisitRow, bytes]] = []
        self.bytes: dict[str, bytes] = {}
        self.ended = False

    def take(self, one: Mapping[str, Any]) -> None:
        if self.ended:
            raise TrackerError("there is more behind its end")
        match one["type"], self.names is not None:
            case "story", False:
                self._story(one)
            case "revision", True:
                self._revision(one)
            case "visit", True:
                self._visit(one)
            case "end", True:
                self._end(one)
            case _:
                raise TrackerError("it is no line of an export, or not in its place")

    def _story(self, one: Mapping[str, Any]) -> None:
        if one["format"] != FORMAT:
            raise TrackerError("it is no export of a story")
        if one["version"] != VERSION:
            raise TrackerError(f"it has version {one['version']!r}: a newer tracker wrote it")
        for name in (one["key"], *one["aliases"]):
            check_key(name)
        title, created = one["title"], datetime.fromisoformat(one["created"])
        self.names = (str(one["story"]), one["key"], title, created, tuple(one["aliases"]))

    def _revision(self, one: Mapping[str, Any]) -> None:
        facts, digest, raw = one["facts"], one["digest"], self._raw(one["raw"], one["facts"]["raw"])
        parent = self.revisions[-1][0] if self.revisions else None
        if facts["parent"] != parent or facts["seq"] != len(self.revisions) + 1 or facts["story"] != self._names()[0]:
            raise TrackerError("it does not follow on the revision before it")
        if facts_digest(facts) != digest:
            raise TrackerError("its facts do not give its digest")
        self.revisions.append((digest, self._new(facts, raw, one["decoding"])))

    def _new(self, facts: Mapping[str, Any], raw: bytes, decoding: str) -> NewRevision:
        text, extractor = decode_as(raw, facts["encoding"]), AS_IT_IS
        if facts["media_type"] in PAGES:
            from tracker.text.pages import extractor_name, read_page

            text, extractor = read_page(text).text, extractor_name()
        document = read_document(text, facts["title"], facts["byline"], self.rules)
        return NewRevision(
            raw=raw,
            encoding=facts["encoding"],
            decoding=decoding,
            media_type=facts["media_type"],
            title=facts["title"],
            byline=facts["byline"],
            source=facts["source"],
            published_at=datetime.fromisoformat(facts["published"]) if facts["published"] else None,
            captured_at=datetime.fromisoformat(facts["captured"]),
            reading=new_reading(document, extractor, note_finder_name(self.rules)),
        )

    def _visit(self, one: Mapping[str, Any]) -> None:
        digest = one["raw_digest"]
        raw = self.bytes[digest] if one["raw"] is None else self._raw(one["raw"], digest)
        if not 1 <= one["seq"] <= len(self.revisions):
            raise TrackerError("it is a visit to a revision that is not there")
        self.visits.append((VisitRow(one["seq"], datetime.fromisoformat(one["captured"]), one["source"], digest), raw))

    def _raw(self, text: str, digest: str) -> bytes:
        try:
            raw = base64.b64decode(text, validate=True)
        except binascii.Error as error:
            raise TrackerError("its bytes are no base64") from error
        if digest_of(raw) != digest:
            raise TrackerError("its bytes do not give their digest")
        self.bytes[digest] = raw
        return raw

    def _end(self, one: Mapping[str, Any]) -> None:
        counted = (one["revisions"], one["visits"], one["head"])
        if not self.revisions or counted != (len(self.revisions), len(self.visits), self.revisions[-1][0]):
            raise TrackerError("its end counts other revisions and visits than there are")
        self.ended = True

    def _names(self) -> tuple[str, str, str | None, datetime, tuple[str, ...]]:
        assert self.names is not None  # the first line gave them
        return self.names

    def restored(self) -> Restored:
        return Restored(*self._names(), tuple(self.revisions), tuple(self.visits))
