"""Is a history whole and unchanged, and was it read by this program's readers."""

from collections.abc import Iterator, Sequence

from store import Archive, RevisionRow, StoryRow
from store.digests import content_digest
from tracker.overview import Fault, Verified
from tracker.text.reading import SEGMENTER_NAME, note_finder_name, read_document
from tracker.tracking.loading import chosen_stories, kept_document


def verify_stories(archive: Archive, keys: Sequence[str]) -> Verified:
    """Check the histories of stories, all where no key is given."""
    stories = chosen_stories(archive, keys)
    faults = tuple(fault for story in stories for fault in _faults(archive, story))
    return Verified(len(stories), sum(story.revisions for story in stories), faults)


def _faults(archive: Archive, story: StoryRow) -> Iterator[Fault]:
    """Give the faults of the chain and the bytes, then of what was read from the bytes."""
    broken: set[int] = set()
    for fault in archive.faults(story):
        broken.add(fault.seq)
        yield Fault(fault.story, fault.seq, fault.what)
    for row in archive.revisions(story):
        if row.seq not in broken:
            for what in _reading_faults(archive, row):
                yield Fault(story.key, row.seq, what)


def _reading_faults(archive: Archive, row: RevisionRow) -> Iterator[str]:
    """Compare what the archive keeps of a text with the text; read it again where this program's readers did."""
    kept = kept_document(archive, row)
    if content_digest(kept.text, row.title, row.byline) != row.content_digest:
        yield "its text, title and byline do not give the digest that reverts are known by"
    spans = [kept.text[one.start : one.end] for one in kept.sentences]
    if spans != [one.text for one in kept.sentences]:
        yield "its sentences do not stand in its text where they should"
    read = read_document(kept.text, row.title, row.byline)
    if row.segmenter == SEGMENTER_NAME and read.sentences != kept.sentences:
        yield "its sentences are not those of its text"
    if row.note_finder == note_finder_name() and read.notes != kept.notes:
        yield "its notes are not those of its text"
