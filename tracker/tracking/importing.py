"""A story out of an export: every line checked before anything is written."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from store import (
    Archive,
    DecisionKind,
    DecisionRow,
    NewDecision,
    NewReading,
    NewRevision,
    Restored,
    RestoredRevision,
    VisitRow,
)
from store.digests import digest_of, facts_digest, revision_digest
from tracker.errors import TrackerError
from tracker.model import Document
from tracker.sources import check_key
from tracker.text.decode import decode_as
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.text.reading import AS_IT_IS, PAGES, note_finder_name, read_document, rules_in
from tracker.tracking.deciding import LONGEST_KEPT, check_why
from tracker.tracking.exporting import FORMAT, VERSION
from tracker.tracking.ingesting import is_storable, new_reading

_LONGEST_UID, _LONGEST_ENCODING, _LONGEST_TYPE = 32, 32, 100  # characters of the columns that keep them


def import_story(archive: Archive, given: Restored) -> tuple[int, int]:
    """Write the story of an export, whole or not at all; give how many revisions and visits were new."""
    return archive.restore(given)


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
        except (TypeError, ValueError, AttributeError, LookupError, RecursionError) as error:
            raise TrackerError(f"line {number}: it is no line of an export ({type(error).__name__})") from error
    if not number:
        raise TrackerError("line 1: it is no JSON: this is no export, or it was cut")
    if not reader.ended:
        raise TrackerError(f"line {number}: it ends before its end")
    return reader.restored()


def read_with_other_rules(given: Restored) -> int:
    """Count the revisions whose notes were found with rules of a person's own that are not given now."""
    found = ((rules_in(one.note_finder), rules_in(one.content.reading.note_finder)) for one in given.revisions)
    return sum(before not in ("", now) for before, now in found)


class _Reader:
    """An export that is being read: what was taken so far, each line checked against those before."""

    def __init__(self, rules: NoteRules) -> None:
        self.rules = rules
        self.names: tuple[str, str, str | None, datetime, tuple[str, ...]] | None = None
        self.revisions: list[RestoredRevision] = []
        self.visits: list[tuple[VisitRow, bytes | None]] = []
        self.decisions: list[DecisionRow] = []
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
            case "decision", True:
                self._decision(one)
            case "end", True:
                self._end(one)
            case _:
                raise TrackerError("it is no line of an export, or not in its place")

    def _story(self, one: Mapping[str, Any]) -> None:
        if one["format"] != FORMAT:
            raise TrackerError("it is no export of a story")
        if one["version"] not in range(1, VERSION + 1):
            raise TrackerError(f"it has version {one['version']!r}: a newer tracker wrote it")
        if not isinstance(one["aliases"], list):
            raise TypeError("aliases")
        for name in (one["key"], *one["aliases"]):
            check_key(name)
        uid, title, created = _text(one["story"], _LONGEST_UID), _optional(one["title"]), _time(one["created"])
        self.names = (uid, one["key"], title, created, tuple(one["aliases"]))

    def _revision(self, one: Mapping[str, Any]) -> None:
        facts, digest, hidden = one["facts"], one["digest"], one.get("hidden")
        parent = self.revisions[-1].digest if self.revisions else None
        if facts["parent"] != parent or facts["seq"] != len(self.revisions) + 1 or facts["story"] != self._names()[0]:
            raise TrackerError("it does not follow on the revision before it")
        if hidden is not None and one["raw"] is None:
            bare = self._bare(facts, one["decoding"])
            self.revisions.append(RestoredRevision(digest, facts["raw"], bare, _digest(hidden)))
            return
        if facts_digest(facts) != digest:
            raise TrackerError("its facts do not give its digest")
        raw = self._raw(one["raw"], facts["raw"])
        content = self._new(facts, raw, one["decoding"])
        self.revisions.append(
            RestoredRevision(digest, facts["raw"], content, note_finder=str(one.get("note_finder", "")))
        )

    def _bare(self, facts: Mapping[str, Any], decoding: str) -> NewRevision:
        """Give a hidden revision: what is known of it without its text."""
        reading = new_reading(Document(""), AS_IT_IS, note_finder_name(self.rules))
        return self._with(facts, b"", decoding, reading)

    def _new(self, facts: Mapping[str, Any], raw: bytes, decoding: str) -> NewRevision:
        text, extractor = decode_as(raw, facts["encoding"]), AS_IT_IS
        if facts["media_type"] in PAGES:
            from tracker.text.pages import extractor_name, read_page

            text, extractor = read_page(text).text, extractor_name()
        document = read_document(text, facts["title"], facts["byline"], self.rules)
        return self._with(facts, raw, decoding, new_reading(document, extractor, note_finder_name(self.rules)))

    def _with(self, facts: Mapping[str, Any], raw: bytes, decoding: str, reading: NewReading) -> NewRevision:
        return NewRevision(
            raw=raw,
            encoding=_text(facts["encoding"], _LONGEST_ENCODING),
            decoding=_text(decoding),
            media_type=_text(facts["media_type"], _LONGEST_TYPE),
            title=_optional(facts["title"]),
            byline=_optional(facts["byline"]),
            source=_text(facts["source"]),
            published_at=_time(facts["published"]) if facts["published"] else None,
            captured_at=_time(facts["captured"]),
            reading=reading,
        )

    def _visit(self, one: Mapping[str, Any]) -> None:
        digest = one["raw_digest"]
        if type(one["seq"]) is not int:
            raise TypeError("seq")
        if not 1 <= one["seq"] <= len(self.revisions):
            raise TrackerError("it is a visit to a revision that is not there")
        raw = self.bytes.get(digest) if one["raw"] is None else self._raw(one["raw"], digest)
        if raw is None and not self.revisions[one["seq"] - 1].hidden:
            raise TrackerError("its bytes are missing")
        self.visits.append((VisitRow(one["seq"], _time(one["captured"]), _text(one["source"]), digest), raw))

    def _decision(self, one: Mapping[str, Any]) -> None:
        facts, digest, number = one["facts"], one["digest"], len(self.decisions) + 1
        parent = self.decisions[-1].digest if self.decisions else None
        if facts["parent"] != parent or facts["decision"] != number or facts["story"] != self._names()[0]:
            raise TrackerError("it does not follow on the decision before it")
        if facts_digest(facts) != digest:
            raise TrackerError("its facts do not give its digest")
        check_why(facts["why"], LONGEST_KEPT)
        seq = {kept.digest: at for at, kept in enumerate(self.revisions, 1)}[facts["revision"]]
        decided_at = _time(facts["decided"])
        decided = NewDecision(DecisionKind(facts["kind"]), facts["why"], decided_at, facts["headline"], facts["text"])
        self.decisions.append(DecisionRow(number, parent, digest, seq, facts["revision"], decided))

    def _check_hidden(self) -> None:
        """Refuse what is left out, or changed, without a decision that says so."""
        decided = [(one.seq, one.decided) for one in self.decisions if one.decided.kind is DecisionKind.HIDDEN]
        hidden, bare = {seq for seq, _ in decided}, {seq for seq, one in decided if one.headline}
        for seq, one in enumerate(self.revisions, 1):
            if one.hidden and seq not in hidden:
                raise TrackerError(f"revision {seq} has no bytes, and no decision says that it was hidden")
            parent = self.revisions[seq - 2].digest if seq > 1 else None
            given = revision_digest(parent, self._names()[0], seq, one.raw_digest, one.content)
            if one.hidden and seq not in bare and given != one.digest:
                raise TrackerError(f"the facts of revision {seq} do not give its digest")

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
        counted = (one["revisions"], one["visits"], one.get("decisions", 0))
        heads = (one["head"], one.get("decisions_head"))
        if not self.revisions or counted != (len(self.revisions), len(self.visits), len(self.decisions)):
            raise TrackerError("its end counts other revisions, visits and decisions than there are")
        if heads != (self.revisions[-1].digest, self.decisions[-1].digest if self.decisions else None):
            raise TrackerError("its end has other latest digests than there are")
        self._check_hidden()
        self.ended = True

    def _names(self) -> tuple[str, str, str | None, datetime, tuple[str, ...]]:
        assert self.names is not None  # the first line gave them
        return self.names

    def restored(self) -> Restored:
        return Restored(*self._names(), tuple(self.revisions), tuple(self.visits), tuple(self.decisions))


def _text(given: object, longest: int | None = None) -> str:
    """Give a text of an export; TypeError and ValueError for what no archive keeps."""
    if not isinstance(given, str):
        raise TypeError(given)
    if not is_storable(given) or (longest is not None and len(given) > longest):
        raise ValueError(given)
    return given


def _optional(given: object) -> str | None:
    return None if given is None else _text(given)


def _time(text: str) -> datetime:
    """Read a time of an export; an older tracker wrote years before 1000 with fewer digits."""
    return datetime.fromisoformat(text.zfill(len("0001-01-01T00:00:00.000000Z")))


def _digest(given: str) -> str:
    if len(given) != 64 or int(given, 16) < 0:
        raise ValueError(given)
    return given
