"""Step 4 of alignment: splits and merges, grown onto free neighbours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tracker.diff.weighing import FEWEST, Link, Rarity, Side

CONTAINED = 0.80  # share of a free sentence's words that its neighbour's partner has to spare: cases/alignment/merged
TOLD, TOLD_WORDS = 0.50, 3  # the same share, each word weighed, and how many they must be: cases/alignment/merged
_ENDS = " .!?\u2026\u3002\uff01\uff1f"


def grow(free: Sequence[int], own: Side, other: Side, partners: Mapping[int, set[int]], rarity: Rarity) -> list[Link]:
    """Link each free sentence to a neighbour's partner that holds its words and has them to spare.

    `partners` gives, for each sentence of this side, those of the other. Found links are (this side, other side). A
    sentence beside one that was just linked is asked again: a sentence may be in three.
    """
    if not partners:
        return []
    back: defaultdict[int, set[int]] = defaultdict(set)
    for sentence, others in partners.items():
        for other_sentence in others:
            back[other_sentence].add(sentence)
    links = []
    reach, waiting, left = dict(partners), list(reversed(free)), set(free)
    wholes: dict[int, _Whole] = {}
    while waiting:
        here = waiting.pop()
        if here not in left:
            continue
        ranked = []
        for neighbour in (here - 1, here + 1):
            for there in other.words.keys() & reach.get(neighbour, ()):
                if there not in wholes:
                    wholes[there] = _Whole(other, there, own, back[there])
                ranked.append((-_share_held(own, here, wholes[there], neighbour < here, rarity), there))
        if not ranked or -min(ranked)[0] < CONTAINED:
            continue
        there = min(ranked)[1]
        links.append((here, there))
        left.discard(here)
        reach[here] = {there}
        wholes[there].take(own, here)
        waiting += [one for one in (here + 1, here - 1) if one in left]
    return links


class _Whole:
    """A sentence that may be in several, and what of it is in none of them yet."""

    def __init__(self, side: Side, whole: int, other: Side, pieces: Iterable[int]) -> None:
        self.spare = Counter(side.words[whole])
        self._text = _bare(side.sentences[whole])
        self._back = self._text[::-1]
        self._begun = self._ended = 0  # letters of its beginning and of its end that a piece has
        for piece in pieces:
            self.take(other, piece)

    def take(self, side: Side, piece: int) -> None:
        """Take the words of a piece, and its beginning and end, away from what is to spare."""
        self.spare.subtract(side.words[piece])
        text = _bare(side.sentences[piece])
        self._begun = max(self._begun, _shared(self._text, text))
        self._ended = max(self._ended, _shared(self._back, text[::-1]))

    def lacks(self, sentence: str, behind: bool) -> bool:
        """Say whether a sentence too short to be told by its words is the very end or beginning, and no piece is.

        A capital and the marks at the end count for nothing: what was cut off became a sentence.
        """
        part = _bare(sentence)
        meets, taken = (self._text.endswith, self._ended) if behind else (self._text.startswith, self._begun)
        return meets(part) and taken < len(part)


def _bare(sentence: str) -> str:
    """Give a sentence in small letters, without the marks at its end."""
    return sentence.lower().rstrip(_ENDS)


def _shared(one: str, other: str) -> int:
    """Count the letters that two texts begin with alike."""
    differ = (place for place, (ours, theirs) in enumerate(zip(one, other, strict=False)) if ours != theirs)
    return next(differ, min(len(one), len(other)))


def _share_held(own: Side, here: int, whole: _Whole, behind: bool, rarity: Rarity) -> float:
    """Give the share of a sentence's words that a whole one has to spare: enough, or plainly."""
    words = own.words[here]
    if own.size(here) < FEWEST:
        return float(whole.lacks(own.sentences[here], behind))
    spare = Counter(words) & whole.spare
    share = spare.total() / len(words)
    if share >= CONTAINED or spare.total() < TOLD_WORDS:
        return share
    return CONTAINED if rarity.weigh(spare.elements()) >= TOLD * rarity.weigh(words) else share
