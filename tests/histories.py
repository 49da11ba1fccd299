"""Generated histories of real prose in which the revisions that brought each sentence are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from tests.captures import NOON
from tests.truth import HALF, JOINT, STORIES, reworded
from tracker.history import History, RevisionFacts
from tracker.text.reading import read_document
from tracker.tracking.comparing import history_of, run_of

SENTENCES = [one for story in STORIES for one in story if len(one.split()) > 2 * HALF]


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence and the revisions, from 1, that brought it or its parts."""

    text: str
    origins: frozenset[int]


@dataclass(slots=True)
class Story:
    """A story under way: its revisions so far, and what was taken out of it."""

    random: Random
    revisions: list[list[Known]]
    fresh: list[str]
    gone: list[Known]

    def step(self) -> None:
        """Add a revision: one that goes back to an earlier one, or one with up to three changes."""
        if len(self.revisions) > 2 and self.random.random() < 0.06:
            self.revisions.append(list(self.random.choice(self.revisions[:-1])))
            return
        text = list(self.revisions[-1])
        for _ in range(self.random.choice([1, 1, 2, 3])):
            self.random.choice(CHANGES)(self, text)
        self.revisions.append(text)

    @property
    def number(self) -> int:
        """Give the number of the revision under way."""
        return len(self.revisions) + 1


def _insert(story: Story, text: list[Known]) -> None:
    if story.fresh:
        text.insert(story.random.randrange(len(text) + 1), Known(story.fresh.pop(), frozenset([story.number])))


def _remove(story: Story, text: list[Known]) -> None:
    if len(text) > 6:
        story.gone.append(text.pop(story.random.randrange(len(text))))


def _return(story: Story, text: list[Known]) -> None:
    here = {origin for one in text for origin in (one.text,)}
    back = [one for one in story.gone if one.text not in here]
    if back:
        text.insert(story.random.randrange(len(text) + 1), story.random.choice(back))


def _move(story: Story, text: list[Known]) -> None:
    one = text.pop(story.random.randrange(len(text)))
    text.insert(story.random.randrange(len(text) + 1), one)


def _reword(story: Story, text: list[Known]) -> None:
    place = story.random.randrange(len(text))
    if len(text[place].text.split()) >= HALF:
        text[place] = Known(reworded(text[place].text, story.random), text[place].origins)


def _split(story: Story, text: list[Known]) -> None:
    for place in story.random.sample(range(len(text)), len(text)):
        whole = text[place]
        for joint in JOINT.finditer(whole.text):
            head, tail = whole.text[: joint.start()], whole.text[joint.end() :]
            if min(len(head.split()), len(tail.split())) >= HALF:
                halves = (f"{head}.", tail[0].upper() + tail[1:])
                text[place : place + 1] = [Known(half, whole.origins) for half in halves]
                return


def _merge(story: Story, text: list[Known]) -> None:
    place = story.random.randrange(len(text) - 1)
    one, two = text[place : place + 2]
    if min(len(part.text.split()) for part in (one, two)) >= HALF and len(one.text) + len(two.text) < 400:
        merged = f"{one.text.rstrip('.')}, and {two.text[0].lower()}{two.text[1:]}"
        text[place : place + 2] = [Known(merged, one.origins | two.origins)]


CHANGES: list[Callable[[Story, list[Known]], None]]
CHANGES = [_insert, _remove, _return, _move, _reword, _reword, _split, _merge]


def history(seed: int, revisions: int = 8, sentences: int = 12) -> list[list[Known]]:
    """Give the revisions of a story, each as its sentences with the revisions that brought them."""
    random = Random(seed)
    fresh = random.sample(SENTENCES, len(SENTENCES))
    first = [Known(fresh.pop(), frozenset([1])) for _ in range(sentences)]
    story = Story(random, [first], fresh, [])
    while len(story.revisions) < revisions:
        story.step()
    return story.revisions


def told(texts: Sequence[str], hostile: str = "") -> History:
    """Give the history of some texts, a day apart; what is `hostile` stands in every field that a story has too."""
    facts = [
        RevisionFacts(
            number=number,
            digest=f"{number:064x}",
            raw_digest=f"{number:064x}",
            captured_at=NOON + timedelta(days=number),
            published_at=None,
            source=f"{number}{hostile}.txt",
            encoding="utf-8",
            title=f"Title {number % 2}{hostile}",
            byline=f"By {number % 3}{hostile}",
        )
        for number in range(1, len(texts) + 1)
    ]
    documents = [read_document(text, one.title, one.byline) for text, one in zip(texts, facts, strict=True)]
    return history_of(run_of(f"flood{hostile}", facts, documents), f"flood{hostile}")
