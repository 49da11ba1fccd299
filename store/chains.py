"""What a transaction knows of a story that it writes to: read once, kept up to date by what it writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import BigInteger, BindParameter, Connection, bindparam, cast, func, select, union_all

from store.batches import in_batches
from store.tables import revision, visit


class Known(NamedTuple):
    """A revision that captures may visit, follow, or go back to."""

    id: int
    seq: int
    digest: str
    content_digest: str
    raw_digest: str
    text_digest: str | None
    title: str | None
    byline: str | None
    aside: str | None


_COLUMNS = [revision.c[name] for name in Known._fields]
_OF_STORY = revision.c.story_id == bindparam("of")
_SOURCES: BindParameter[str] = bindparam("sources", expanding=True)
_CONTENTS: BindParameter[str] = bindparam("contents", expanding=True)
_END = select(*_COLUMNS).where(_OF_STORY).order_by(revision.c.seq.desc()).limit(1)
_VISITS = 1 << 32  # more than there are numbers of visits
_SEQ = cast(revision.c.seq, BigInteger) * _VISITS  # where a capture stands: its revision first, then its visit
_VISITED = visit.join(revision, revision.c.id == visit.c.revision_id)
_GIVEN = union_all(
    select(revision.c.source, _SEQ.label("place")).where(_OF_STORY, revision.c.source.in_(_SOURCES)),
    select(visit.c.source, _SEQ + visit.c.id)
    .select_from(_VISITED)
    .where(visit.c.story_id == bindparam("of"), visit.c.source.in_(_SOURCES)),
).subquery()
_LAST_PLACES = select(func.max(_GIVEN.c.place)).group_by(_GIVEN.c.source)
_AS_REVISION = select(revision.c.source, revision.c.raw_digest.label("given"), *_COLUMNS).where(
    _OF_STORY, revision.c.seq.in_(bindparam("numbers", expanding=True))
)
_AS_VISIT = (
    select(visit.c.source, visit.c.raw_digest.label("given"), *_COLUMNS)
    .select_from(_VISITED)
    .where(visit.c.id.in_(bindparam("numbers", expanding=True)))
)
_LAST_SAID = (
    select(revision.c.content_digest, func.max(revision.c.seq))
    .where(_OF_STORY, revision.c.content_digest.in_(_CONTENTS), revision.c.aside.is_(None))
    .group_by(revision.c.content_digest)
)


@dataclass(slots=True)
class Chain:
    """A story that no other writer goes on with, as far as some captures need it.

    `given` is what each source gave last: the digest of its bytes, and the revision that they became or visited.
    `said` is the last standing revision of each content.
    """

    story_id: int
    uid: str
    end: Known | None
    given: dict[str, tuple[str, Known]] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)

    def visit(self, source: str, raw_digest: str, to: Known) -> None:
        """Remember a visit, which is to the source's own last revision or to the newest of all."""
        self.given[source] = raw_digest, to

    def add(self, source: str, new: Known) -> None:
        """Remember a revision at the end; one that is set aside says nothing."""
        self.end = new
        self.given[source] = new.raw_digest, new
        if new.aside is None:
            self.said[new.content_digest] = new.seq


def read_chain(connection: Connection, of: tuple[int, str], sources: Sequence[str], contents: Sequence[str]) -> Chain:
    """Read of a story, given by its number and lasting name, what captures with these sources and contents need.

    A visit is later than its source's last revision when it was to that revision or to a later one.
    """
    number, uid = of
    end = connection.execute(_END, {"of": number}).one_or_none()
    chain = Chain(number, uid, Known._make(end) if end else None)
    if end:
        for some in in_batches(sources):
            chain.given |= _last_given(connection, number, some)
        for some in in_batches(contents):
            chain.said.update(connection.execute(_LAST_SAID, {"of": number, "contents": some}).all())
    return chain


def _last_given(connection: Connection, number: int, sources: Sequence[str]) -> dict[str, tuple[str, Known]]:
    places = connection.execute(_LAST_PLACES, {"of": number, "sources": sources}).scalars().all()
    revisions = [place // _VISITS for place in places if not place % _VISITS]
    visits = [place % _VISITS for place in places if place % _VISITS]
    rows = [*connection.execute(_AS_REVISION, {"of": number, "numbers": revisions})] if revisions else []
    rows += connection.execute(_AS_VISIT, {"numbers": visits}) if visits else []
    return {source: (raw_digest, Known._make(known)) for source, raw_digest, *known in rows}
