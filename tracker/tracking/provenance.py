"""Which revision brought each sentence, and its life since."""

from store import Archive
from tracker.diff import find_life
from tracker.errors import TrackerError
from tracker.history import Blame, SentenceLife
from tracker.revisions import find_revision
from tracker.tracking.comparing import Run, read_run
from tracker.tracking.loading import find_story, revision_facts


def find_blame(archive: Archive, key: str, word: str) -> Blame:
    """Give the provenance of each sentence of the revision that a word names."""
    run, title = _run(archive, key, word)
    return Blame(key, title, run.facts, run.provenances()[-1])


def find_sentence_life(archive: Archive, key: str, word: str, number: int) -> SentenceLife:
    """Give the life, over all revisions, of the sentence with a number (from 1) in the revision that a word names."""
    run, title = _run(archive, key, "latest")
    found = find_revision(word, key, run.facts)
    if not 1 <= number <= found.sentences:
        raise TrackerError(
            f"revision {found.number} of {key!r} has no sentence {number} (it has 1 to {found.sentences})"
        )
    place = (run.numbers.index(found.number), number - 1)
    events, standing = find_life(place, run.numbers, run.steps, run.provenances())
    return SentenceLife(key, title, run.facts, place, events, standing)


def _run(archive: Archive, key: str, word: str) -> tuple[Run, str | None]:
    """Read a story from its first revision to the one that a word names."""
    story = find_story(archive, key)
    last = find_revision(word, key, revision_facts(archive, story))
    run = read_run(archive, story, 1, last.number)
    return run, run.facts[-1].title or story.title
