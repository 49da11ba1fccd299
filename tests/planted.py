"""Generated histories with notes planted in them, and the life that each note was given.

Every story has sentences of its own, each about a person with an invented name that is misspelled in it. A note stands
behind the name; from revision to revision one thing happens to it, or nothing, until it ends.
"""

from dataclasses import dataclass, field
from random import Random

from tests.prose import DEEDS, THINGS, TIMES
from tracker.model import NoteEventKind

SYLLABLES = (
    "ba be bi bo da de di do ga ka la le li lo ma mi mo na ne ni no pa ra re ri ro sa se ta te ti to va ve vi".split()
)
REVISIONS = 10
HEDGED = (
    "(likely a misspelling of {right})",
    "(note: ‘{wrong}’ may be a misstatement; the correct name is {right})",
    "[possibly a transcription error for {right}]",
)
SURE = ("[recte {right}]", "(note: ‘{wrong}’ is a misstatement; the correct name is {right})")
Life = list[tuple[int, NoteEventKind]]


@dataclass(slots=True)
class Planted:
    """A sentence about a misspelled person, the note beside the name, and what happened to it."""

    right: str
    wrong: str
    frame: str
    note: str | None = None
    shown: str = ""
    is_cut: bool = False
    life: Life = field(default_factory=list)

    def text(self) -> str:
        """Give the sentence as it stands now."""
        return self.frame.format(name=f"{self.shown} {self.note}" if self.note else self.shown)


def name(random: Random) -> str:
    """Invent a name of two words."""
    return " ".join("".join(random.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))


def misspelled(right: str, random: Random) -> str:
    """Change one letter inside the last word of a name."""
    place = random.randrange(right.index(" ") + 2, len(right) - 1)
    letter = random.choice([sign for sign in "aeioukz" if sign != right[place]])
    return right[:place] + letter + right[place + 1 :]


def filler(random: Random) -> str:
    """Make a sentence that is like no other of its story."""
    return f"{name(random)} {random.choice(DEEDS)} {random.choice(THINGS)} {random.choice(TIMES)}, {name(random)} said."


def planted(random: Random) -> Planted:
    """Make a sentence whose name is misspelled, without its note yet."""
    right = name(random)
    wrong = misspelled(right, random)
    frame = f"In {name(random)}, {{name}} {random.choice(DEEDS)} {random.choice(THINGS)} {random.choice(TIMES)}."
    return Planted(right, wrong, frame, shown=wrong)


def history(random: Random) -> tuple[list[str], list[Planted]]:
    """Make the texts of a story's revisions, and what was planted in them."""
    sentences: list[str | Planted] = [filler(random) for _ in range(random.randint(6, 12))]
    notes = [planted(random) for _ in range(random.randint(1, 3))]
    for one in notes:
        sentences.insert(random.randrange(len(sentences) + 1), one)
    texts = []
    for number in range(1, REVISIONS + 1):
        for one in notes:
            happen(one, number, random)
        if number > 1 and random.random() < 0.5:  # something else in the story changes too
            free = [k for k, one in enumerate(sentences) if isinstance(one, str)]
            place = random.choice(free)
            if random.random() < 0.5:
                sentences.insert(place, filler(random))
            else:
                sentences[place] = filler(random)
        shown = [
            one if isinstance(one, str) else one.text() for one in sentences if isinstance(one, str) or not one.is_cut
        ]
        texts.append(" ".join(shown) + "\n")
    return texts, notes


def happen(one: Planted, number: int, random: Random) -> None:
    """Let one thing happen to a note in a revision, or nothing."""
    if one.is_cut or random.random() < 0.4:
        return
    if one.note is None:
        if one.shown == one.wrong:
            form = random.choice((*HEDGED, *SURE))
            again = any(event is NoteEventKind.DROPPED for _, event in one.life)
            if again:
                return
            one.note = form.format(right=one.right, wrong=one.wrong)
            one.life.append((number, NoteEventKind.INTRODUCED))
        return
    match random.randrange(6):
        case 0:
            one.note, one.shown = None, one.right
            one.life.append((number, NoteEventKind.APPLIED))
        case 1:
            one.note = None
            one.life.append((number, NoteEventKind.DROPPED))
        case 2:
            one.note, one.is_cut = None, True
            one.life.append((number, NoteEventKind.CUT))
        case 3:
            one.note, one.shown = None, "A person from the north"
            one.life.append((number, NoteEventKind.RESOLVED))
        case _:
            return
