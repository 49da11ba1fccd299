"""Edits to real prose whose right answer is known: moves, rewordings, splits, merges, and insertions beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.casefiles import CASES
from tracker.model import Kind

STORIES = [block.split("\n") for block in (CASES / "prose.txt").read_text(encoding="utf-8").strip().split("\n\n")]
WORDS = "harbour seven committee quietly northern Osterman rebuilt unlikely tender ninety pledge narrow".split()
FAR = 3  # places that a sentence is moved at least: of two neighbours that swap, nobody knows which one moved
JOINT = re.compile(r"(?:, (?:and|but|while)|;) (?=\w)")
HALF = 5  # words that each half of a split keeps at least


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of some old sentences: the numbers on both sides, the kind, and whether it moved."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: Kind
    moved: bool


@dataclass(slots=True)
class _Piece:
    """A stretch of the new text under way."""

    old: tuple[int, ...]
    texts: list[str]
    kind: Kind
    moved: bool = False


def make(seed: int) -> tuple[list[str], list[str], list[Answer]]:
    """Give old sentences, new sentences, and the right answer, in the order of the new text; removed ones last."""
    random = Random(seed)
    old = random.choice(STORIES)
    others = [one for story in STORIES if story is not old for one in story if len(one.split()) > HALF]
    pieces = [_Piece((k,), [text], Kind.KEPT) for k, text in enumerate(old)]
    removed: list[_Piece] = []
    for change in random.sample([_move, _move_reworded, _reword, _reword, _split, _merge, _insert, _remove], 5):
        removed += change(pieces, random, others)
    return old, [text for piece in pieces for text in piece.texts], list(_answers([*pieces, *removed]))


def _answers(pieces: list[_Piece]) -> Iterator[Answer]:
    at = 0
    for piece in pieces:
        yield Answer(piece.old, tuple(range(at, at + len(piece.texts))), piece.kind, piece.moved)
        at += len(piece.texts)


def _untouched(pieces: list[_Piece], random: Random) -> int:
    kept = [k for k, piece in enumerate(pieces) if piece.kind is Kind.KEPT and not piece.moved]
    return random.choice([k for k in kept if len(pieces[k].texts[0].split()) >= 8])


def _move(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    place = _untouched(pieces, random)
    piece = pieces.pop(place)
    piece.moved = True
    far = [k for k in range(len(pieces) + 1) if abs(k - place) >= FAR]
    pieces.insert(random.choice(far), piece)
    return []


def reworded(text: str, random: Random) -> str:
    words = text.split(" ")
    for _ in range(random.choice([1, 1, 2])):
        words[random.randrange(1, len(words) - 1)] = random.choice(WORDS)
    return " ".join(words)


def _reword(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    piece = pieces[_untouched(pieces, random)]
    piece.texts, piece.kind = [reworded(piece.texts[0], random)], Kind.REWORDED
    return []


def _move_reworded(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    _move(pieces, random, others)
    piece = next(piece for piece in pieces if piece.moved and piece.kind is Kind.KEPT)
    piece.texts, piece.kind = [reworded(piece.texts[0], random)], Kind.REWORDED
    return []


def _split(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    for piece in random.sample(pieces, len(pieces)):
        joints = list(JOINT.finditer(piece.texts[0])) if piece.kind is Kind.KEPT and not piece.moved else []
        for joint in joints:
            head, tail = piece.texts[0][: joint.start()], piece.texts[0][joint.end() :]
            if min(len(head.split()), len(tail.split())) >= HALF:
                piece.texts, piece.kind = [f"{head}.", tail[0].upper() + tail[1:]], Kind.SPLIT
                return []
    return []


def _merge(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    for place in random.sample(range(len(pieces) - 1), len(pieces) - 1):
        one, two = pieces[place], pieces[place + 1]
        whole = all(piece.kind is Kind.KEPT and not piece.moved for piece in (one, two))
        if whole and min(len(piece.texts[0].split()) for piece in (one, two)) >= HALF:
            text = f"{one.texts[0].rstrip('.')}, and {two.texts[0][0].lower()}{two.texts[0][1:]}"
            pieces[place : place + 2] = [_Piece(one.old + two.old, [text], Kind.MERGED)]
            return []
    return []


def _insert(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    pieces.insert(random.randrange(len(pieces) + 1), _Piece((), [random.choice(others)], Kind.ADDED))
    return []


def _remove(pieces: list[_Piece], random: Random, others: list[str]) -> list[_Piece]:
    piece = pieces.pop(_untouched(pieces, random))
    return [_Piece(piece.old, [], Kind.REMOVED)]
