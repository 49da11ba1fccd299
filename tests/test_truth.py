"""Synthetic edits of real prose: the answer is known, and found."""

from tests import truth
from tracker.diff import align
from tracker.model import Kind

SEEDS = range(1_500)


def test_links_kinds_and_moves_are_those_that_were_made() -> None:
    made_links = found_links = right_links = changes = right_changes = 0
    wrong: list[int] = []
    for seed in SEEDS:
        old, new, answers = truth.make(seed)
        pairs = align(old, new)
        links = {(i, j) for answer in answers for i in answer.old for j in answer.new}
        found = {(i, j) for pair in pairs for i in pair.old for j in pair.new}
        made_links, found_links = made_links + len(links), found_links + len(found)
        right_links += len(links & found)
        told = {(pair.old, pair.new, pair.kind_if_changed, pair.moved) for pair in pairs}
        for answer in answers:
            if answer.kind is Kind.KEPT and not answer.moved:
                continue
            kind = Kind.REWORDED if answer.kind is Kind.KEPT else answer.kind
            changes += 1
            right_changes += (answer.old, answer.new, kind, answer.moved) in told
            wrong += [] if (answer.old, answer.new, kind, answer.moved) in told else [seed]
    recall, precision = right_links / made_links, right_links / found_links
    print(f"links: precision {precision:.4f}, recall {recall:.4f}; kinds and moves {right_changes / changes:.4f}")
    assert min(recall, precision) >= 0.99
    assert right_changes / changes >= 0.97, wrong[:20]
