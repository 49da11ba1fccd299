"""The rules that a person adds: a TOML file of plain patterns, bounded so that none can make the finder slow.

    [[rule]]
    name = "setting-it-straight"
    where = "label"                                  # or "bracket", or "sentence"
    text = "(setting it straight|our mistake):"      # small and capital letters are the same
    kind = "correction"
    status = "asserted"                              # may be left out: read from the note then

In `text`, words stand for themselves; `(a|b)` for one of several; `...` for up to twelve words; `{term}`, `{correct}`
and `{date}` for up to eight words that say what the note is about. A text begins with a word and holds at most three
of `...` and braces.
"""

import hashlib
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tracker.errors import TrackerError
from tracker.model import NoteKind, NoteStatus
from tracker.text.note_rules import NoteRule
from tracker.text.notes import DEFAULT_RULES, OWN_RULES, NoteRules
from tracker.toml import read_toml

MOST_RULES, LONGEST_TEXT, MOST_GAPS = 100, 200, 3
_KEYS = frozenset({"name", "where", "text", "kind", "status"})
_PLACES = ("label", "bracket", "sentence")
_TOKEN = re.compile(r"\{(?P<slot>\w+)\}|(?P<gap>\.\.\.)|(?P<group>\([^()]*\))|(?P<space>\s+)|(?P<plain>[^\s(){}.]+|\.)")
_SLOTS = ("term", "correct", "date")
_QUOTE = "[\"'\u2018\u2019\u201c\u201d\u00ab\u00bb]?"
_SLOT = r"(?P<{name}>[^\s\"\u201c\u201d\u00ab\u00bb]{{1,60}}(?:\s[^\s\"\u201c\u201d\u00ab\u00bb]{{1,60}}){{0,7}}?)"
_GAP = r"(?:\S{1,60}(?:\s{1,3}|$)){0,12}"


def parse_rules(content: str, base: NoteRules = DEFAULT_RULES) -> NoteRules:
    """Give the rules of a TOML text, tried before `base`; TrackerError, naming rule and line, where one is wrong."""
    read = read_toml(content)
    rows = read.get("rule", [])
    if set(read) - {"rule"} or not isinstance(rows, list) or len(rows) > MOST_RULES:
        raise TrackerError(f"must hold [[rule]] tables and nothing else, at most {MOST_RULES} in a file")
    added: dict[str, list[NoteRule]] = {place: [] for place in _PLACES}
    cues: dict[str, list[str]] = {place: [] for place in _PLACES}
    for number, row in enumerate(rows):
        try:
            place, rule, cue = _rule(row)
        except TrackerError as error:
            name = row.get("name", number + 1) if isinstance(row, dict) else number + 1
            raise TrackerError(f"line {_line(content, number)}, rule {name!r}: {error}") from error
        added[place].append(rule)
        cues[place].append(cue)
    return NoteRules(
        (*added["bracket"], *base.brackets),
        (*added["label"], *base.blocks),
        (*added["sentence"], *base.sentences),
        (*cues["bracket"], *base.bracket_cues),
        (*cues["label"], *base.block_cues),
        (*cues["sentence"], *base.sentence_cues),
        f"{OWN_RULES}{_digest(base.name + content)}" if rows else base.name,
    )


def _digest(rules: str) -> str:
    return hashlib.blake2b(rules.encode(), digest_size=4).hexdigest()


def _line(content: str, number: int) -> int:
    places = [found.start() for found in re.finditer(r"(?m)^[ \t]*\[\[\s*rule\s*\]\]", content)]
    return content.count("\n", 0, places[number]) + 1 if number < len(places) else 1


def _rule(row: Mapping[str, Any]) -> tuple[str, NoteRule, str]:
    if not isinstance(row, dict):
        raise TrackerError("must be a table")
    if unknown := sorted(set(row) - _KEYS):
        raise TrackerError(f"unknown key {unknown[0]!r} (known: {', '.join(sorted(_KEYS))})")
    for key in ("name", "where", "text", "kind"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise TrackerError(f"{key!r} is missing or no text")
    if row["where"] not in _PLACES:
        raise TrackerError(f"'where' is one of {', '.join(_PLACES)}, not {row['where']!r}")
    kind, status = _one_of(NoteKind, "kind", row["kind"]), row.get("status")
    known = None if status is None else _one_of(NoteStatus, "status", status)
    pattern, cue = _compiled(row["text"], row["where"])
    return row["where"], NoteRule(row["name"], pattern, NoteKind(kind), NoteStatus(known) if known else None), cue


def _one_of(values: type[NoteKind] | type[NoteStatus], key: str, word: object) -> str:
    known = [one.value for one in values]
    if word not in known:
        raise TrackerError(f"{key!r} is one of {', '.join(known)}, not {word!r}")
    return str(word)


def _compiled(text: str, where: str) -> tuple[str, str]:
    """Compile a rule's text; give with it, in small letters, what must stand in a text for the rule to be tried."""
    if len(text) > LONGEST_TEXT:
        raise TrackerError(f"'text' is longer than {LONGEST_TEXT} characters")
    tokens = list(_TOKEN.finditer(text.strip()))
    if sum(len(one.group()) for one in tokens) != len(text.strip()):
        raise TrackerError("'text' has a bracket or a brace that is not closed")
    if not tokens or not (tokens[0]["plain"] or tokens[0]["group"]) or not tokens[0].group().strip("(.").strip():
        raise TrackerError("'text' must begin with a word")
    slots = [one["slot"] for one in tokens if one["slot"]]
    if len(set(slots)) < len(slots):
        raise TrackerError("'text' names the same brace twice")
    if sum(bool(one["gap"] or one["slot"]) for one in tokens) > MOST_GAPS:
        raise TrackerError(f"'text' has more than {MOST_GAPS} of '...' and braces")
    lead = r"[\s>*_#\[(\"\u201c\u2022-]{0,9}" if where == "label" else r"\b" if where == "sentence" else ""
    end = "" if tokens[-1]["gap"] else r"(?=\W|$)"
    parts = [_part(one) for before, one in pairwise((None, *tokens)) if one and not _is_in_gap(before, one)]
    return lead + "".join(parts) + end, _cue(tokens, where)


def _is_in_gap(before: re.Match[str] | None, token: re.Match[str]) -> bool:
    """Say whether a space is one that the gap before it has taken."""
    return bool(before and before["gap"] and token["space"])


def _part(token: re.Match[str]) -> str:
    if slot := token["slot"]:
        if slot not in _SLOTS:
            raise TrackerError(f"'text' knows {{term}}, {{correct}} and {{date}}, not {{{slot}}}")
        return _QUOTE + _SLOT.format(name=slot) + _QUOTE
    if token["gap"]:
        return _GAP
    if group := token["group"]:
        choices = [r"\s{1,3}".join(map(re.escape, one.split())) for one in group[1:-1].split("|")]
        return f"(?:{'|'.join(choices)})"
    return r"\s{1,3}" if token["space"] else re.escape(token.group())


def _cue(tokens: list[re.Match[str]], where: str) -> str:
    """Give the longest plain word of a rule, the first of a label's; nothing, which stands in any text, for a group."""
    if where == "label":
        return (tokens[0]["plain"] or "").lower()
    plain = [one.group().lower() for one in tokens if one["plain"]]
    return max(plain, key=len, default="")
