"""An edit in a few words of its own text: for summaries and lists of many stories."""

from collections.abc import Iterator, Sequence

from tracker.model import Comparison, Edit, FieldEdit, Kind, Op, WordSpan
from tracker.reports.phrases import became

_QUOTED = 5  # words that are quoted of a sentence
_CHANGES = 3  # replaced runs of words that are told of an edit
_OUTER = " ()[]{},;:"  # signs that a run of words is told without
_SHOWN = 48  # characters shown of a replaced run


def in_brief(edit: Edit, comparison: Comparison) -> str:
    """Say in a line what an edit did: "16th → 15th"; "moved “The Oreshnik, developed by Russia, …” up"."""
    return "; ".join(_told(edit, comparison))


def field_in_brief(field: FieldEdit) -> str:
    """Say in a line how the headline or the byline changed."""
    return f"{field.name}: {', '.join(replaced(field.old or '', field.new or '', field.words))}"


def _told(edit: Edit, comparison: Comparison) -> Iterator[str]:
    if edit.moved:
        yield f"moved {opening(edit.new_text)} {direction(edit, comparison)}"
    match edit.kind:
        case Kind.KEPT:
            if not edit.moved:
                yield f"respaced {opening(edit.new_text)}"
        case Kind.ADDED:
            yield f"added {opening(edit.new_text)}"
        case Kind.REMOVED:
            yield f"removed {opening(edit.old_text)}"
        case Kind.REWORDED:
            yield ", ".join(replaced(edit.old_text, edit.new_text, edit.words))
        case _:
            yield f"{edit.kind.value} {opening(edit.old_text)}"


def direction(edit: Edit, comparison: Comparison) -> str:
    """Say whether a moved edit went up or down: past more of the text that follows it now, or that went before."""
    others = [one for one in comparison.edits if one.old and one.new and not one.moved]
    was = sum(one.old[0] < edit.old[0] for one in others)
    now = sum(one.new[0] < edit.new[0] for one in others)
    return "up" if now < was else "down"


def opening(text: str) -> str:
    """Quote how a sentence opens: “The Oreshnik, developed by Russia, …”."""
    words = text.split()
    if len(words) <= _QUOTED + 1:
        return f"“{_cut(' '.join(words))}”"
    return f"“{_cut(' '.join(words[:_QUOTED]))} …”"


def replaced(old: str, new: str, words: Sequence[WordSpan]) -> list[str]:
    """Give runs of words that changed: those that gave way to others first ("16th → 15th"), then "+ not", "- so"."""
    told: list[str] = []
    gone = ""
    for span in [*words, WordSpan(Op.EQUAL, (0, 0), (0, 0))]:
        if span.op is Op.REMOVED:
            gone = old[slice(*span.old)]
            continue
        come = new[slice(*span.new)] if span.op is Op.ADDED else ""
        if gone or come:
            told.append(_gave_way(gone, come))
        gone = ""
    told = list(dict.fromkeys(one for one in told if _says(one))) or list(dict.fromkeys(told))
    told.sort(key=lambda one: (one.startswith("- "), one.startswith("+ ")))
    further = [f"{len(told) - _CHANGES} more"] if len(told) > _CHANGES else []
    return told[:_CHANGES] + further if told else ["white space"]


def _gave_way(gone: str, come: str) -> str:
    """Say what gave way to what; a mark alone on the one side is left out where the other has words."""
    if _says(gone) is not _says(come):
        gone, come = (gone, "") if _says(gone) else ("", come)
    bare = (_cut(gone.strip(_OUTER)), _cut(come.strip(_OUTER)))
    gone, come = bare if bare[0] != bare[1] else (_cut(gone), _cut(come))
    return became(gone, come) if gone and come else f"+ {come}" if come else f"- {gone}"


def _says(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 2].rsplit(' ', 1)[0]} …"
