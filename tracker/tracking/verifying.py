"""Is a history whole and unchanged, and was it read by this program's readers."""

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from store import Archive, Aside, Head, HeadOf, RevisionRow, StoreError, StoryRow
from store.digests import content_digest
from tracker.errors import TrackerError
from tracker.overview import ChainEnd, Fault, Verified
from tracker.sources import MAX_SIZE, read_text
from tracker.text.decode import decode_as
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.text.reading import PAGES, read_document
from tracker.tracking.ingesting import new_reading
from tracker.tracking.loading import chosen_stories, kept_document
from tracker.tracking.reindexing import is_stale


def verify_stories(
    archive: Archive, keys: Sequence[str], share: float = 1.0, rules: NoteRules = DEFAULT_RULES
) -> Verified:
    """Check the chains of stories, all where no key is given, and the data of a share of their revisions.

    The share, 0 to 1, is chosen by chance. What older readers read is stale, which is no damage.
    """
    with archive.snapshot():  # what is hidden or added in the meantime is no damage
        return _verify(archive, chosen_stories(archive, keys), share, rules)


def _verify(archive: Archive, stories: Sequence[StoryRow], share: float, rules: NoteRules) -> Verified:
    rows = {story.key: archive.revisions(story) for story in stories}
    every = [(key, row.seq) for key, found in rows.items() for row in found]
    chosen = set(every if share >= 1 else random.sample(every, math.ceil(share * len(every))))
    faults: list[Fault] = []
    stale = hidden = 0
    for story in stories:
        data = [row for row in rows[story.key] if (story.key, row.seq) in chosen]
        faults += _faults(archive, story, data, rules)
        stale += sum(is_stale(row, rules) for row in data if row.aside != Aside.HIDDEN)
        hidden += sum(row.aside == Aside.HIDDEN for row in data)
    return Verified(len(stories), len(every), tuple(faults), len(chosen) - hidden, stale, hidden)


def _faults(archive: Archive, story: StoryRow, data: Sequence[RevisionRow], rules: NoteRules) -> Iterator[Fault]:
    """Give the faults of the chain and the bytes, then of what was read from the bytes."""
    broken: set[int] = set()
    for fault in archive.faults(story, data):
        broken.add(fault.seq)
        yield Fault(fault.story, fault.seq, fault.what)
    for row in data:
        if row.seq not in broken and row.aside != Aside.HIDDEN:
            for what in _reading_faults(archive, row, rules):
                yield Fault(story.key, row.seq, what)


def _reading_faults(archive: Archive, row: RevisionRow, rules: NoteRules) -> Iterator[str]:
    """Compare what the archive keeps of a text with the text; read it again where this program's readers did."""
    try:
        kept = kept_document(archive, row)
    except (StoreError, TrackerError) as error:
        yield str(error)
        return
    if content_digest(kept.text, row.title, row.byline) != row.content_digest:
        yield "its text, title and byline do not give the digest that reverts are known by"
    spans = [kept.text[one.start : one.end] for one in kept.sentences]
    if spans != [one.text for one in kept.sentences]:
        yield "its sentences do not stand in its text where they should"
    if row.media_type not in PAGES and row.text_digest is not None:
        yield "its text is not its bytes decoded"
    if is_stale(row, rules):
        return
    if row.media_type in PAGES and _text_of_page(archive, row) != kept.text:
        yield "its text is not what is read of its page"
    read = read_document(kept.text, row.title, row.byline, rules)
    if read.sentences != kept.sentences:
        yield "its sentences are not those of its text"
    if new_reading(read, row.extractor, row.note_finder).notes != archive.notes(row):
        yield "its notes are not those of its text"


def _text_of_page(archive: Archive, row: RevisionRow) -> str | None:
    from tracker.text.pages import read_page

    try:
        return read_page(decode_as(archive.raw(row), row.encoding)).text
    except TrackerError:
        return None


def chain_ends(archive: Archive, keys: Sequence[str] = ()) -> tuple[ChainEnd, ...]:
    """Give the latest digests of stories (all without keys): of their revisions, and of what was decided about them."""
    chosen = {story.key for story in chosen_stories(archive, keys)}
    return tuple(
        ChainEnd(one.story, one.uid, one.seq, one.digest, one.of == HeadOf.DECISIONS)
        for one in archive.heads()
        if not keys or one.story in chosen
    )


def compare_heads(archive: Archive, path: Path, max_size: int = MAX_SIZE) -> Iterator[Fault]:
    """Compare an archive with the heads that were written down earlier; TrackerError where the file is none."""
    try:
        published = [
            _head(number, line) for number, line in enumerate(read_text(path, max_size).splitlines(), 1) if line.strip()
        ]
    except TrackerError as error:
        raise TrackerError(f"{path}: {error}") from error
    if not published:
        raise TrackerError(f"{path}: holds no heads")
    stories = {story.uid: story for story in archive.stories()}
    for head in published:
        story = stories.get(head.uid)
        digests = _digests(archive, story, head) if story else {}
        is_revision = head.of == HeadOf.REVISIONS
        it, seq = ("it", head.seq) if is_revision else (f"decision {head.seq}", None)
        if head.seq not in digests:
            what = f"{it} is missing" if story else "its story is missing"
            yield Fault(head.story, seq, f"{what}, whose digest was written down")
        elif digests[head.seq] != head.digest:
            whose = "its" if is_revision else f"{it}'s"
            yield Fault(head.story, seq, f"{whose} digest is not the one that was written down")


def _digests(archive: Archive, story: StoryRow, head: Head) -> dict[int, str]:
    """Give the digests of the chain that a head ends, of revisions or of decisions, by their numbers."""
    if head.of == HeadOf.REVISIONS:
        return {one.seq: one.digest for one in archive.revisions(story)}
    return {one.number: one.digest for one in archive.decisions(story)}


def _head(number: int, line: str) -> Head:
    """Read a line: digest, number of the revision (d1: of the decision), the story's lasting name, its key then."""
    words = line.split(None, 3)
    seq = words[1].removeprefix("d") if len(words) == 4 else ""
    if not seq.isdecimal() or len(seq) > 9 or len(words[0]) != 64:
        raise TrackerError(f"line {number}: no head (digest, revision, lasting name, key)")
    of = HeadOf.REVISIONS if seq == words[1] else HeadOf.DECISIONS
    return Head(words[3], words[2], int(seq), words[0].lower(), of)
