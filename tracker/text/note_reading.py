"""What a note says: its kind and status, the terms it names, whether it hedges, its date and author."""

import re

from tracker.model import Note, NoteKind, NoteStatus, Span
from tracker.text.note_rules import NoteRule
from tracker.text.note_sentences import SENTENCE_RULES
from tracker.text.note_values import DATE, NAME, Terms, bare
from tracker.text.note_words import THIS

_HEDGE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|probabl[ey]|likely|perhaps|presumably|apparently|maybe|seems?|appears?|uncertain|unclear|believed|suspected)\b|\?",
    re.IGNORECASE,
)
_LABEL_DATE = re.compile(  # before the colon of a label, or alone behind it
    rf"(?:[^:.\n]{{0,60}}?[\s(,\u2014\u2013-]|[^:.\n]{{0,40}}:\s*)(?P<date>{DATE}(?:,?\s\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})(?=[^.\n\w]*[^:.\n]{{0,30}}:|[\s\\*_]*(?:\n|$))"
)
_AMENDED_DATE = re.compile(
    rf"\b(?:amended|corrected|updated|edited|modifi\u00e9|corrig\u00e9|korrigiert|ge\u00e4ndert|aktualisiert|corregid[oa]|actualizad[oa])\s+(?:on\s+|le\s+|am\s+|el\s+)?(?P<date>{DATE}(?:,?\s\d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
_BY = re.compile(rf"[^:\n]{{0,30}}?\b(?:note|comment)\s+(?:by|from)\s+(?P<author>{NAME})\s*[:,]")
_SIGNED = re.compile(
    rf"[\u2014\u2013-]\s?(?P<author>(?:the\s+)?(?:[Ee]d(?:itor)?s?\.?|NDLR|[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?|{NAME},\s+[\w ]{{1,30}}editor))\s*[\])*_]*$"
)
_ADDS = re.compile(  # what is added corrects nothing
    r"\b(?:amended|updated|changed|revised|edited|added)\b[^.\n]{0,60}?\bto\s+(?:include|add|incorporate)\b",
    re.IGNORECASE,
)
_MENDS = re.compile(
    r",\s+not\s|\b(?:in)?correct|\bmislead|\bwrong|\berrors?\b|\bmistake|\bmis(?:s[pt]|id|na|qu|at)", re.IGNORECASE
)
_CORRECTED = re.compile(
    r"note:?\W*Corrected\b|\b(?:korrigiert|berichtigt|\u00e9t\u00e9\s+(?:corrig|rectifi)\u00e9|(?:ha\s+sido|fue)\s+(?:correg|rectific)|"
    r"(?:was|were|been)\s+(?:corrected|(?:changed|amended)\b[^.\n]{0,60}?\bfrom\b[^.\n]{1,60}?\bto)\b)",
    re.IGNORECASE,
)
_CLARIFIES = re.compile(r"\bto\s+(?:further\s+)?clarify\b")
_MAKES_CLEAR = re.compile(r"\bto\s+make\s+(?:it\s+)?clear(?:er)?\b")
_UPDATED = re.compile(rf"[^:\n]{{0,60}}:\W*{THIS}\s+(?:was|has\s+been)\s+(?:\w+\s+)?updated\b", re.IGNORECASE)
_NAMES = re.compile(NAME)
_TELLING = frozenset(
    {"earlier-version", "originally", "amended", "story-amended", "french", "german", "spanish", "russian"}
)


def judged(rule: NoteRule, inside: str) -> NoteRule:
    """Read the kind of a labelled line or a sentence from what it tells, whatever its label."""
    if _CLARIFIES.search(inside) or (rule.name == "amended" and _MAKES_CLEAR.search(inside)):
        return NoteRule(rule.name, rule.source, NoteKind.CLARIFICATION, NoteStatus.INFO)
    if _ADDS.search(inside) and not _MENDS.search(inside):
        return NoteRule(rule.name, rule.source, NoteKind.UPDATE, NoteStatus.INFO)
    if rule.kind in (NoteKind.EDITOR_NOTE, NoteKind.NOTE, NoteKind.UPDATE) and _tells_of_an_error(rule, inside):
        return NoteRule(rule.name, rule.source, NoteKind.CORRECTION, None)
    if rule.kind in (NoteKind.EDITOR_NOTE, NoteKind.NOTE) and _UPDATED.match(inside):
        return NoteRule(rule.name, rule.source, NoteKind.UPDATE, NoteStatus.INFO)
    return rule


def _tells_of_an_error(rule: NoteRule, inside: str) -> bool:
    if _CORRECTED.search(inside) or (rule.name == "edit-label" and _MENDS.search(inside)):
        return True
    telling = (one for one in SENTENCE_RULES if one.kind is NoteKind.CORRECTION and one.name in _TELLING)
    return any(one.pattern.search(inside) for one in telling)


def read_note(text: str, span: Span, rule: NoteRule, inside: str, ahead: str) -> Note:
    """Read a note that a rule found at a span: its inside, and what stands before it."""
    from tracker.text.note_terms import terms_of  # its patterns take long to compile: only where a note is found

    terms = _named(rule, inside) or terms_of(rule.kind, inside, ahead)
    hedged = bool(_HEDGE.search(inside)) and rule.kind not in (
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
        _date(inside),
        _author(inside),
    )


def _named(rule: NoteRule, inside: str) -> Terms | None:
    """Give the terms that a person's rule names in its pattern, None where it names none."""
    found = rule.pattern.search(inside) if rule.pattern.groupindex else None
    if found is None:
        return None
    forms = {name: _whole_name(inside, found.span(name)) for name in rule.pattern.groupindex}
    return Terms(forms.get("term"), forms.get("correct"))


def _whole_name(text: str, span: tuple[int, int]) -> str | None:
    """Give what a brace of a rule found; where that is a part of a name, all of the name."""
    start, end = span
    for name in _NAMES.finditer(text):
        if name.start() <= start and end <= name.end():
            return bare(name.group()) or None
    return bare(text[start:end]) or None


def _date(inside: str) -> str | None:
    """Give the date that a note bears: in its label, or where it says when the text was amended."""
    found = _LABEL_DATE.match(inside) or _AMENDED_DATE.search(inside)
    return found["date"] if found else None


def _author(inside: str) -> str | None:
    """Give who signed a note: "Editor's note by A. B.:", "... —Ed."."""
    found = _BY.match(inside) or _SIGNED.search(inside)
    return found["author"].strip() if found else None


def _status(kind: NoteKind, terms: Terms, hedged: bool) -> NoteStatus:
    match kind:
        case NoteKind.CORRECTION:
            return NoteStatus.ASSERTED
        case NoteKind.CLARIFICATION | NoteKind.UPDATE:
            return NoteStatus.INFO
        case NoteKind.SIC | NoteKind.RECTE:
            return NoteStatus.ASSERTED if terms.correct and not hedged else NoteStatus.SUSPECTED
        case NoteKind.DOUBT:
            return NoteStatus.SUSPECTED if terms.correct else NoteStatus.UNRESOLVED
        case NoteKind.TRANSLATOR_NOTE if terms.term or terms.correct:
            return NoteStatus.SUSPECTED  # they speak of the source, not of this text
        case _ if terms.correct:
            return NoteStatus.ASSERTED
        case _ if terms.term and hedged:
            return NoteStatus.SUSPECTED
        case _:
            return NoteStatus.INFO
