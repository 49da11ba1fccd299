"""Editorial notes in a text: brackets, labelled paragraphs and bare sentences that speak of the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.model import Note, NoteKind, NoteStatus, Span
from tracker.text.brackets import bracket_spans
from tracker.text.lines import unwrapped
from tracker.text.note_rules import BLOCK_RULES, BRACKET_RULES, SENTENCE_RULES, NoteRule
from tracker.text.note_terms import Terms, terms_of
from tracker.text.sentences import split_sentences

FINDER = "tracker-notes"
FINDER_VERSION = "1"

HEDGE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|seems?|appears?|uncertain|unclear|believed|suspected)\b|\?",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"note|sic\b|recte|read\b|\bed[.s:'\u2019]|[\u2014\u2013-]\s*ed|editor|translat|transcri|t\.?n\.?:|correct|clarif|version|mis|typo|error|uncertain|unknown|"
    r"sp\.?\s?\?|\bph\b|phonetic|inaudible|unintelligible|indis|crosstalk|unclear|amended|updated?\b|edited|errat|corrig",
    re.IGNORECASE,
)
_TEI = re.compile(r"<choice>\s*<sic>([^<]*)</sic>\s*<corr[^>]*>([^<]*)</corr>\s*</choice>|<sic>([^<]*)</sic>")
_WIKI_SIC = re.compile(r"\{\{sic\|([^|{}]*)(?:\|([^|{}]*))?[^{}]*\}\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteRules:
    """The rules in force: for the inside of brackets, for labels of paragraphs, for sentences."""

    brackets: tuple[NoteRule, ...] = BRACKET_RULES
    blocks: tuple[NoteRule, ...] = BLOCK_RULES
    sentences: tuple[NoteRule, ...] = SENTENCE_RULES


DEFAULT_RULES = NoteRules()


def find_notes(text: str, rules: NoteRules = DEFAULT_RULES) -> tuple[Note, ...]:
    """Find the editorial notes of a text, in order; offsets are code points, no two overlap.

    >>> note, = find_notes("Mr Belousov (note: 'Bayorius' may be wrong; the correct name is Andrei Belousov) said")
    >>> note.kind.value, note.status.value, note.hedged, note.term, note.correct
    ('note', 'asserted', True, 'Bayorius', 'Andrei Belousov')
    """
    if not _CUE.search(text):
        return ()
    view = unwrapped(text)
    if view is not text:
        return tuple(replace(note, text=text[note.start : note.end]) for note in _find(view, rules))
    return _find(text, rules)


def _find(text: str, rules: NoteRules) -> tuple[Note, ...]:
    blocks = list(_blocks(text, rules))
    starts = [block.start for block in blocks]
    notes = blocks + [
        note for note in (*_in_brackets(text, rules), *_marked_up(text)) if not _is_inside(note, blocks, starts)
    ]
    return _apart(sorted(notes, key=lambda note: (note.start, -note.end)))


def bracket_notes(text: str) -> tuple[Span, ...]:
    """Give the spans of the notes in brackets alone: what a word diff never cuts."""
    if not _CUE.search(text):
        return ()
    return tuple(
        Span(note.start, note.end) for note in _apart(sorted(_in_brackets(text, DEFAULT_RULES), key=lambda n: n.start))
    )


def _is_inside(note: Note, blocks: list[Note], starts: list[int]) -> bool:
    """Say whether a note overlaps a block; blocks are in order and apart."""
    at = bisect_right(starts, note.end - 1) - 1
    return at >= 0 and note.start < blocks[at].end


def _apart(notes: list[Note]) -> tuple[Note, ...]:
    kept: list[Note] = []
    for note in notes:
        if not kept or note.start >= kept[-1].end:
            kept.append(note)
    return tuple(kept)


def _in_brackets(text: str, rules: NoteRules) -> Iterator[Note]:
    for span in bracket_spans(text):
        inside = text[span.start + 1 : span.end - 1].strip().rstrip("\\").strip("*_ ")
        if not _CUE.search(inside):
            continue
        ahead = text[max(0, span.start - 100) : span.start].rstrip("_*\\")
        for rule in rules.brackets:
            if rule.pattern.match(inside) and not _looks_alike(rule, inside, ahead):
                yield _note(text, _widened(text, span), rule, inside, ahead)
                break


def _widened(text: str, span: Span) -> Span:
    """Take the emphasis around a bracket into it: `_(sic)_`."""
    if span.start and text[span.start - 1] in "_*" and text[span.end : span.end + 1] == text[span.start - 1]:
        return Span(span.start - 1, span.end + 1)
    if span.start and text[span.start - 1] == "\\" and text[span.end - 2] == "\\":
        return Span(span.start - 1, span.end)
    return span


def _looks_alike(rule: NoteRule, inside: str, ahead: str) -> bool:
    """Guard against what only looks like a note: pH, SIC codes, Port Harcourt (PH), an (edited) mark."""
    before = re.findall(r"\w+", ahead)
    if rule.name == "phonetic":
        return inside == "pH" or [word[0].lower() for word in before[-2:]] == ["p", "h"]
    if rule.name == "sic":
        return inside == "SiC" or [word[0].lower() for word in before[-3:]] == ["s", "i", "c"]
    if rule.name == "wire-corrects":
        return not re.match(r"(?:this story |adds )|corrects?\b|correcting\b", inside, re.IGNORECASE)
    return rule.name == "recte" and inside.lower().startswith(("read", "lege")) and not ahead.rstrip().endswith("]")


def _marked_up(text: str) -> Iterator[Note]:
    if "<sic>" in text:
        for found in _TEI.finditer(text):
            term, correct = found[1] or found[3], found[2]
            status = NoteStatus.ASSERTED if correct else NoteStatus.SUSPECTED
            yield Note(found.start(), found.end(), NoteKind.TEI, status, False, found.group(), term, correct, (), "tei")
    if "{{" in text:
        for found in _WIKI_SIC.finditer(text):
            status = NoteStatus.ASSERTED if found[2] else NoteStatus.SUSPECTED
            yield Note(
                found.start(),
                found.end(),
                NoteKind.SIC,
                status,
                False,
                found.group(),
                found[1],
                found[2],
                (),
                "wiki-sic",
            )


def _blocks(text: str, rules: NoteRules) -> Iterator[Note]:
    start = 0
    paragraphs = text.split("\n")
    for number, line in enumerate(paragraphs):
        if _CUE.search(line):
            found = _block(line, rules)
            if found:
                rule, begin, end = found
                if end >= len(line.rstrip()) and line.rstrip().endswith(("\\",)) and number + 1 < len(paragraphs):
                    end = len(line) + 1 + len(paragraphs[number + 1])
                elif rule.name.endswith("-label") and _is_bare_label(line, begin) and number + 1 < len(paragraphs):
                    end = len(line) + 1 + len(paragraphs[number + 1].rstrip())
                inside = text[start + begin : start + end]
                yield _note(text, Span(start + begin, start + end), _judged(rule, inside), inside, line[:begin])
        start += len(line) + 1


def _is_bare_label(line: str, begin: int) -> bool:
    """Say whether a label has only a date behind it, so that the next line is its text."""
    label = line[begin:].strip()
    return len(label) < 60 and not re.search(r"[.!?]\W*$|\b(?:is|was|the|has)\b", label)


def _block(line: str, rules: NoteRules) -> tuple[NoteRule, int, int] | None:
    end = len(line.rstrip())
    for rule in rules.blocks:
        found = rule.pattern.match(line)
        if found:
            begin = len(line) - len(line.lstrip())
            opening = re.match(r"[\s>*_\"\u201c-]*\[", line)
            if opening and "]" in line:
                return rule, opening.end() - 1, line.index("]", opening.end()) + 1
            return rule, begin, end
    sentences, brackets = split_sentences(line), bracket_spans(line)
    for sentence in sentences:
        for rule in rules.sentences:
            found = rule.pattern.search(line, sentence.start, sentence.end)
            if found:
                begin = sentence.start
                while begin and line[begin - 1] in "*_":
                    begin -= 1
                bracket = next((s for s in brackets if s.start <= found.start() < s.end), None)
                return (rule, bracket.start, bracket.end) if bracket else (rule, begin, end)
    return None


def _judged(rule: NoteRule, inside: str) -> NoteRule:
    """Take for a correction any labelled line that tells of an earlier version, whatever its label."""
    if rule.kind in (NoteKind.EDITOR_NOTE, NoteKind.NOTE, NoteKind.UPDATE) and SENTENCE_RULES[0].pattern.search(inside):
        return NoteRule(rule.name, rule.pattern, NoteKind.CORRECTION, None)
    if re.search(r"\bto\s+(?:further\s+)?clarify\b", inside):
        return NoteRule(rule.name, rule.pattern, NoteKind.CLARIFICATION, NoteStatus.INFO)
    return rule


def _note(text: str, span: Span, rule: NoteRule, inside: str, ahead: str) -> Note:
    terms = terms_of(rule.kind, inside, ahead)
    hedged = bool(HEDGE.search(inside)) and rule.kind not in (
        NoteKind.CORRECTION,
        NoteKind.CLARIFICATION,
        NoteKind.UPDATE,
    )
    status = rule.status or _status(rule.kind, terms, hedged)
    return Note(
        span.start,
        span.end,
        rule.kind,
        status,
        hedged,
        text[span.start : span.end],
        terms.term,
        terms.correct,
        terms.alternatives,
        rule.name,
    )


def _status(kind: NoteKind, terms: Terms, hedged: bool) -> NoteStatus:
    match kind:
        case NoteKind.CORRECTION:
            return NoteStatus.ASSERTED
        case NoteKind.CLARIFICATION | NoteKind.UPDATE:
            return NoteStatus.INFO
        case NoteKind.SIC | NoteKind.RECTE:
            return NoteStatus.ASSERTED if terms.correct else NoteStatus.SUSPECTED
        case NoteKind.DOUBT:
            return NoteStatus.SUSPECTED if terms.correct else NoteStatus.UNRESOLVED
        case _ if terms.correct:
            return NoteStatus.ASSERTED
        case _ if terms.term and hedged:
            return NoteStatus.SUSPECTED
        case _:
            return NoteStatus.INFO
