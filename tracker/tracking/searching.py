"""Words found in every revision of every story, in notes, headlines and the registry of terms."""

from collections.abc import Sequence

from store import Archive, FoundText, StoryRow
from store.words import Phrase, find_phrases, parse_phrases
from tracker.errors import TrackerError
from tracker.overview import Hit, Search
from tracker.tracking.loading import find_story

_WIDER = 10  # times the limit that is looked through for notes: most sentences are in none


def search_archive(
    archive: Archive, sought: Sequence[str], key: str | None, limit: int, *, end: str | None = None, notes: bool = False
) -> Search:
    """Find what has all the phrases, the newest first; with `end`, "first" or "last", one place for each story.

    With `notes`, only what stands in notes is given. TrackerError for a phrase without a word.
    """
    phrases = _phrases(sought)
    story = find_story(archive, key) if key else None
    found = _found(archive, phrases, story, limit * _WIDER if notes else limit + 1, end)
    hits = [_hit(one, phrases) for one in found]
    hits = [one for one in hits if one.where == "note"] if notes else hits
    kept = [(one.term, one.correct) for one in archive.kept_terms()]
    terms = tuple(one for one in kept if find_phrases(f"{one[0]} / {one[1] or ''}", phrases))
    return Search(tuple(sought), tuple(hits[:limit]), terms, len(hits) > limit, end)


def _phrases(sought: Sequence[str]) -> tuple[Phrase, ...]:
    phrases = parse_phrases(sought)
    for part, phrase in zip(sought, phrases, strict=True):
        if not phrase.words:
            raise TrackerError(f"{part!r} has no word to look for")
    return phrases


def _found(
    archive: Archive, phrases: Sequence[Phrase], story: StoryRow | None, limit: int, end: str | None
) -> tuple[FoundText, ...]:
    if end is None:
        return archive.find_texts(phrases, story, limit)
    return archive.find_ends(phrases, story, limit, last=end == "last")


def _hit(found: FoundText, phrases: Sequence[Phrase]) -> Hit:
    """Say where a text stands: a note has every phrase in it, or the sentence is part of a note that has."""
    notes = [one for one in found.notes if find_phrases(one.text, phrases)]
    where = "headline" if found.sentence_id is None else "note" if notes else "text"
    terms = tuple(dict.fromkeys((one.term, one.correct) for one in notes if one.term))
    assert found.first_at is not None  # the archive filled both in
    assert found.last_at is not None
    return Hit(
        found.story,
        where,
        found.text,
        find_phrases(found.text, phrases),
        found.runs,
        found.first_at,
        found.last_at,
        found.runs[-1][1] == found.latest,
        terms,
    )
