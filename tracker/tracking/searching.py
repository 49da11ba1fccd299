"""Words found in every revision of every story, in notes, headlines and the registry of terms."""

from collections.abc import Sequence

from store import Archive, FoundText
from store.words import Phrase, find_phrases, parse_phrases
from tracker.errors import TrackerError
from tracker.overview import Hit, Search
from tracker.tracking.loading import find_story

_MANY = 10_000  # notes that are looked through for the first and the last ones


def search_archive(
    archive: Archive, sought: Sequence[str], key: str | None, limit: int, *, end: str | None = None, notes: bool = False
) -> Search:
    """Find what has all the phrases, the newest first; with `end`, "first" or "last", one place for each story.

    With `notes`, only what stands in notes is given. TrackerError for a phrase without a word.
    """
    phrases = _phrases(sought)
    story = find_story(archive, key) if key else None
    if notes:
        found = archive.find_noted(phrases, story, _MANY if end else limit + 1)
        hits = [_hit(one, phrases) for one in found]
        hits = _ends(hits, end) if end else hits
    elif end:
        hits = [_hit(one, phrases) for one in archive.find_ends(phrases, story, limit + 1, last=end == "last")]
    else:
        hits = [_hit(one, phrases) for one in archive.find_texts(phrases, story, limit + 1)]
    kept = [(one.term, one.correct) for one in archive.kept_terms()]
    terms = tuple(one for one in kept if find_phrases(f"{one[0]} / {one[1] or ''}", phrases))
    return Search(tuple(sought), tuple(hits[:limit]), terms, len(hits) > limit, end)


def _ends(hits: Sequence[Hit], end: str) -> list[Hit]:
    """Give for each story the hit that was first, or the one that was last."""
    by_story: dict[str, Hit] = {}
    for hit in hits:
        known = by_story.get(hit.story)
        if end == "first" and (known is None or hit.runs[0][0] < known.runs[0][0]):
            by_story[hit.story] = hit
        if end == "last" and (known is None or hit.runs[-1][1] > known.runs[-1][1]):
            by_story[hit.story] = hit
    last = end == "last"
    return sorted(by_story.values(), key=lambda one: one.last_at if last else one.first_at, reverse=last)


def _phrases(sought: Sequence[str]) -> tuple[Phrase, ...]:
    phrases = parse_phrases(sought)
    for part, phrase in zip(sought, phrases, strict=True):
        if "*" in part.rstrip().removesuffix("*"):
            raise TrackerError(f"{part!r}: a star stands at the end of a word, for how it goes on")
        if not phrase.words:
            raise TrackerError(f"{part!r} has no word to look for")
    return phrases


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
