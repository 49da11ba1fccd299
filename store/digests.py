"""Digests: what makes a change of history seen.

blake2b-256 in hex. A revision's digest is over canonical JSON: sorted keys, no white space, UTF-8, times in
RFC 3339 UTC with six decimals.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b

from store.aside import NewDecision
from store.rows import NewRevision, RevisionRow


def digest_of(data: bytes) -> str:
    """Give the blake2b-256 of bytes in hex."""
    return blake2b(data, digest_size=32).hexdigest()


def time_text(moment: datetime | None) -> str | None:
    """Write a time as RFC 3339 UTC with six decimals."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None


def revision_facts(
    parent: str | None, story_uid: str, seq: int, raw_digest: str, revision: NewRevision | RevisionRow
) -> dict[str, str | int | None]:
    """Give what a revision's digest is over."""
    return {
        "parent": parent,
        "story": story_uid,
        "seq": seq,
        "raw": raw_digest,
        "media_type": revision.media_type,
        "encoding": revision.encoding,
        "title": revision.title,
        "byline": revision.byline,
        "source": revision.source,
        "published": time_text(revision.published_at),
        "captured": time_text(revision.captured_at),
    }


def facts_digest(facts: Mapping[str, object]) -> str:
    """Give the digest of facts."""
    return digest_of(json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


def revision_digest(
    parent: str | None, story_uid: str, seq: int, raw_digest: str, revision: NewRevision | RevisionRow
) -> str:
    """Give the digest that ties a revision to its story, its place and everything before it."""
    return facts_digest(revision_facts(parent, story_uid, seq, raw_digest, revision))


def decision_facts(
    parent: str | None, story_uid: str, number: int, revision: str, new: NewDecision
) -> dict[str, str | int | bool | None]:
    """Give what a decision's digest is over; `revision` is the digest of the one that it is about."""
    return {
        "parent": parent,
        "story": story_uid,
        "decision": number,
        "revision": revision,
        "kind": new.kind.value,
        "headline": new.headline,
        "text": new.text,
        "why": new.why,
        "decided": time_text(new.decided_at),
    }


def decision_digest(parent: str | None, story_uid: str, number: int, revision: str, new: NewDecision) -> str:
    """Give the digest that ties a decision to its story, its revision and the decisions before it."""
    return facts_digest(decision_facts(parent, story_uid, number, revision, new))


def text_key(sentences: Iterable[str]) -> str:
    """Give the digest that a text is known by whatever its bytes, its headline, and how it is wrapped and cut.

    White space and marks of no width count for nothing, nor do the ways to compose a letter.
    """
    signs = unicodedata.normalize("NFC", "".join(sentences))
    kept = (sign for sign in signs if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return digest_of("".join(kept).encode())


def sentences_digest(digests: Iterable[str]) -> str:
    """Give the digest that texts were known by which older versions hid: its sentences', as they stood."""
    return digest_of("\n".join(digests).encode())


def content_digest(text: str, title: str | None, byline: str | None) -> str:
    """Give the digest of what a reader sees: the text, the title and the byline."""
    content = [text, title, byline]
    return digest_of(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode())
