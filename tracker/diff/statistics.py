"""Figures of a history, and of many: how much changed, of what weight and why, where in the text, what survived."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise, zip_longest

from tracker.history import Flag, Provenance, RevisionFacts
from tracker.model import Comparison, Edit, FieldEdit, Kind, Reason, Significance
from tracker.overview import Stats

TENTHS = 10  # parts of a text that changes are counted in


def measure(
    story: str,
    facts: Sequence[RevisionFacts],
    steps: Sequence[Comparison],
    every: Sequence[Sequence[Provenance]],
    flags: Sequence[Flag],
) -> Stats:
    """Give the figures of one story; `every` is the provenance of each sentence of each revision."""
    changes: list[Edit] = [edit for step in steps for edit in step.changes]
    fields = [field for step in steps for field in step.fields]
    every_change: list[Edit | FieldEdit] = [*changes, *fields]
    weights = Counter(one.significance for one in every_change)
    reasons = Counter(reason for one in every_change for reason in one.reasons)
    kinds = Counter(edit.kind for edit in changes)
    first = len(every[0])
    said = {(flag.revision, flag.field, flag.edit): flag.to_say for flag in reversed(flags) if flag.note}
    return Stats(
        story=story,
        stories=1,
        revisions=len(facts),
        visits=sum(one.visits for one in facts),
        kinds={kind: kinds[kind] for kind in Kind if kind is not Kind.KEPT or kinds[kind]},
        moved=sum(edit.moved for edit in changes),
        fields=len(fields),
        significances={one: weights[one] for one in reversed(Significance) if one is not Significance.NONE},
        reasons={one: reasons[one] for one in Reason if reasons[one]},
        first_changes=_first_change(facts),
        touched=_by_tenth(steps, touched=True),
        seen=_by_tenth(steps, touched=False),
        surviving=tuple(_first_ones(sentences) for sentences in every),
        at_first=(first,) * len(every),
        acknowledged=len(said),
        stealth=sum(flag.note is None for flag in flags),
        said_after=tuple(sorted(waited for waited in said.values() if waited is not None)),
    )


def _first_change(facts: Sequence[RevisionFacts]) -> tuple[timedelta, ...]:
    """Give the time to the second revision; none where it was captured before the first."""
    waited = [two.captured_at - one.captured_at for one, two in pairwise(facts[:2])]
    return tuple(one for one in waited if one >= timedelta(0))


def _first_ones(sentences: Sequence[Provenance]) -> int:
    """Count the sentences of the first revision that a later one still has, reworded or not."""
    return len({root for one in sentences for root in one.roots if root[0] == 0})


def _by_tenth(steps: Sequence[Comparison], *, touched: bool) -> tuple[int, ...]:
    """Count sentences by where they stand in their text: all, or those changed more than trivially.

    All are those of the new text and the removed ones; these count where they stood in the old text.
    """
    counts = [0] * TENTHS
    for step in steps:
        if not touched:
            for j in range(step.new.sentences):
                counts[_tenth(j, step.new.sentences)] += 1
            for i in (i for edit in step.edits if not edit.new for i in edit.old):
                counts[_tenth(i, step.old.sentences)] += 1
            continue
        for edit in step.changes:
            if edit.significance is Significance.TRIVIAL:
                continue
            places, total = (edit.new, step.new.sentences) if edit.new else (edit.old, step.old.sentences)
            for j in places:
                counts[_tenth(j, total)] += 1
    return tuple(counts)


def _tenth(place: int, total: int) -> int:
    return (2 * place + 1) * TENTHS // (2 * total)


def sum_up(stats: Sequence[Stats]) -> Stats:
    """Give the figures of many stories together."""
    kinds: Counter[Kind] = Counter()
    weights: Counter[Significance] = Counter()
    reasons: Counter[Reason] = Counter()
    for one in stats:
        kinds.update(one.kinds)
        weights.update(one.significances)
        reasons.update(one.reasons)
    return Stats(
        story=None,
        stories=len(stats),
        revisions=sum(one.revisions for one in stats),
        visits=sum(one.visits for one in stats),
        kinds={kind: kinds[kind] for kind in Kind if kind is not Kind.KEPT or kinds[kind]},
        moved=sum(one.moved for one in stats),
        fields=sum(one.fields for one in stats),
        significances={one: weights[one] for one in reversed(Significance) if one is not Significance.NONE},
        reasons={one: reasons[one] for one in Reason if reasons[one]},
        first_changes=tuple(sorted(change for one in stats for change in one.first_changes)),
        touched=_added([one.touched for one in stats], TENTHS),
        seen=_added([one.seen for one in stats], TENTHS),
        surviving=_added([one.surviving for one in stats]),
        at_first=_added([one.at_first for one in stats]),
        acknowledged=sum(one.acknowledged for one in stats),
        stealth=sum(one.stealth for one in stats),
        said_after=tuple(sorted(waited for one in stats for waited in one.said_after)),
    )


def _added(columns: Sequence[Sequence[int]], least: int = 0) -> tuple[int, ...]:
    """Add up rows of numbers, place by place, the shorter ones as far as they go."""
    return tuple(sum(column) for column in zip_longest(*columns, fillvalue=0)) or (0,) * least
