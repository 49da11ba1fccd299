"""Step 4 of alignment: splits and merges, grown onto free neighbours."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tracker.diff.weighing import FEWEST, Link, Side

CONTAINED = 0.80  # share of a free sentence's words that its neighbour's partner has to spare: cases/alignment/merged


def grow(free: Sequence[int], own: Side, other: Side, partners: Mapping[int, set[int]]) -> list[Link]:
    """Link each free sentence to a neighbour's partner that holds its words and has them to spare.

    `partners` gives, for each sentence of this side, those of the other. Found links are (this side, other side).
    """
    if not partners:
        return []
    back: defaultdict[int, set[int]] = defaultdict(set)
    for sentence, others in partners.items():
        for other_sentence in others:
            back[other_sentence].add(sentence)
    links = []
    for here in free:
        ranked = []
        for neighbour in (here - 1, here + 1):
            for there in partners.get(neighbour, ()):
                if there not in other.words:
                    continue
                if own.size(here) >= FEWEST:
                    taken = [word for one in back[there] for word in own.words[one]]
                    share = _spare(own.words[here], other.words[there], taken) / own.size(here)
                else:
                    share = float(_is_cut_off(own.sentences[here], other.sentences[there], behind=neighbour < here))
                ranked.append((-share, there))
        if ranked and -min(ranked)[0] >= CONTAINED:
            links.append((here, min(ranked)[1]))
    return links


def _spare(words: Sequence[str], whole: Sequence[str], taken: Sequence[str]) -> int:
    """Count the words that a whole sentence has of some, beside those taken by others."""
    return (Counter(words) & (Counter(whole) - Counter(taken))).total()


def _is_cut_off(part: str, whole: str, behind: bool) -> bool:
    """Say whether a sentence too short to be told by its words is the very end, or beginning, of another."""
    return whole.endswith(part) if behind else whole.startswith(part)
