"""Revisions read again by this program's readers: text out of pages, sentences, notes."""

from collections.abc import Iterator, Sequence

from store import Archive, Aside, NewReading, RevisionRow
from tracker.errors import TrackerError
from tracker.text.decode import decode_as
from tracker.text.notes import DEFAULT_RULES, NoteRules
from tracker.text.reading import AS_IT_IS, PAGES, SEGMENTER_NAME, note_finder_name, read_document, rules_in
from tracker.tracking.ingesting import new_reading
from tracker.tracking.loading import chosen_stories, kept_document


def reindex_stories(
    archive: Archive, keys: Sequence[str], rules: NoteRules = DEFAULT_RULES, *, everything: bool = False
) -> Iterator[tuple[str, int, int]]:
    """Read again what older readers read, story by story; give each story's key, and how many were read of how many.

    A story is read again whole or not at all, so a run that was stopped goes on where it was. With `everything`,
    what this program's own readers read is read again too. The recorded facts, and so the digests, stay.
    """
    for story in chosen_stories(archive, keys):
        rows = [row for row in archive.revisions(story) if row.aside != Aside.HIDDEN]
        stale = [row for row in rows if everything or is_stale(row, rules)]
        named = next((row for row in stale if rules_in(row.note_finder)), None)
        if named and not rules.name and not everything:
            raise TrackerError(
                f"{story.key}, revision {named.seq} was read with rules of your own (as {named.note_finder!r}): "
                "name them with --note-rules, or leave out what they found with --all"
            )
        if stale:
            archive.replace_readings([(row, _read_again(archive, row, story.key, rules)) for row in stale])
        yield story.key, len(stale), len(rows)


def is_stale(row: RevisionRow, rules: NoteRules) -> bool:
    """Say whether other readers, or other rules, read a revision than this program would now."""
    if (row.segmenter, row.note_finder) != (SEGMENTER_NAME, note_finder_name(rules)):
        return True
    return row.media_type in PAGES and row.extractor != _extractor()


def _extractor() -> str:
    from tracker.text.pages import extractor_name

    return extractor_name()


def _read_again(archive: Archive, row: RevisionRow, key: str, rules: NoteRules) -> NewReading:
    if row.media_type not in PAGES:
        document = read_document(kept_document(archive, row).text, row.title, row.byline, rules)
        return new_reading(document, AS_IT_IS, note_finder_name(rules))
    from tracker.text.pages import read_page

    try:
        text = read_page(decode_as(archive.raw(row), row.encoding)).text
        return new_reading(read_document(text, row.title, row.byline, rules), _extractor(), note_finder_name(rules))
    except TrackerError as error:
        raise TrackerError(f"{key}, revision {row.seq}, {error}") from error
