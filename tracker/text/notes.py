"""Where editorial notes stand in a text: brackets, labelled paragraphs and bare sentences that speak of the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.model import Note, Span
from tracker.text.brackets import bracket_spans, outermost
from tracker.text.lines import unwrapped
from tracker.text.note_cues import BRACKET_CUE, LABEL_CUES, SENTENCE_CUES
from tracker.text.note_markup import marked_up_notes
from tracker.text.note_reading import judged, read_note
from tracker.text.note_rules import BLOCK_RULES, BRACKET_RULES, NoteRule
from tracker.text.note_sentences import SENTENCE_RULES
from tracker.text.note_values import DATE
from tracker.text.sentences import split_sentences
from tracker.text.terms import body_of, stands_in

FINDER = "tracker-notes"
FINDER_VERSION = "9"
OWN_RULES = " + rules "  # follows in the name of a finder that has rules of a person's, before what they are known by

_ONLY_A_DATE = re.compile(rf"(?>{DATE}|\d[\d./:-]*+|[ap]\.?m\b\.?|[A-Z]{{2,4}}\b|[\s,(){{}}*_])*+")
MOST_TERMS = 200  # distinct terms of one text that are looked up in its body; of more, in_body is unknown
_BETWEEN = 3  # lines after a bare label in which its text begins
_CREDIT = re.compile(r"\s*\([^()]{1,120}\)\s*$")
_HEAD = 80  # characters of a paragraph that its label stands in
_STATEMENT = 6  # sentences of a correction that ends in a regret
_QUOTED = re.compile('["\u201c\u201e\u00ab][^"\u201c\u201d\u201e\u00ab\u00bb]*["\u201d\u201c\u00bb]')
_EXAMPLE = re.compile(r"(?:e\.\s?g\.|for\s+example|for\s+instance|such\s+as)[\s,:]", re.IGNORECASE)
_PLACEHOLDER = re.compile(  # of a style guide's template
    r"(?:\[|<|\{)(?:(?:in)?correct(?:ed)?|wrong|insert|original|right|old|new)?\s?(?:\w+\s)?(?:date|information|statement|claim|error|detail|details|text|affirmation|fact|facts|name|fecha|erreur|datum)(?:\s\w+)?(?:\]|>|\})|\b(?:said|stated|reported|misstated|described)\s?(?:\u2026|\.\.\.)(?=[\"\u201d\s.])",
    re.IGNORECASE,
)
_REGRET = re.compile(r"(?:The\s+[\w\s]{1,40}|We)\s+(?:regrets?|apologi[sz]es?\s+for)\s+(?:the|this|these|our)\s+\w+\.")
_NEAR = 60  # characters beside a quotation in which its speaker stands
_SAYS = re.compile(r"\b(?:say|said|says|told|asked|added|wrote|replied|according)\b")
_ASIDE = re.compile(r",\s+(?:he|she|they)\s+said\b")
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"


@dataclass(frozen=True, slots=True)
class NoteRules:
    """The rules in force: for the inside of brackets, for labels of paragraphs, for sentences.

    The cues are what must stand there, in small letters, for the rules to be tried at all.
    """

    brackets: tuple[NoteRule, ...] = BRACKET_RULES
    blocks: tuple[NoteRule, ...] = BLOCK_RULES
    sentences: tuple[NoteRule, ...] = SENTENCE_RULES
    bracket_cues: tuple[str, ...] = ()
    block_cues: tuple[str, ...] = LABEL_CUES
    sentence_cues: tuple[str, ...] = SENTENCE_CUES
    name: str = ""  # what rules a person added are known by

    def may_be_in_bracket(self, inside: str) -> bool:
        """Say whether the inside of a bracket can be a note: a quick look."""
        if BRACKET_CUE.search(inside):
            return True
        return bool(self.bracket_cues) and _holds(inside.lower(), self.bracket_cues)


def _holds(text: str, cues: tuple[str, ...]) -> bool:
    return any(cue in text for cue in cues)


DEFAULT_RULES = NoteRules()


def find_notes(text: str, rules: NoteRules = DEFAULT_RULES) -> tuple[Note, ...]:
    """Find the editorial notes of a text, in order; offsets are code points, no two overlap.

    >>> note, = find_notes("Mr Belousov (note: 'Bayorius' may be wrong; the correct name is Andrei Belousov) said")
    >>> note.kind.value, note.status.value, note.hedged, note.term, note.correct
    ('note', 'asserted', True, 'Bayorius', 'Andrei Belousov')
    """
    view = unwrapped(text)
    notes = _find(view, rules)
    if not notes:
        return ()
    body = body_of(view, notes)
    terms = list(dict.fromkeys(note.term for note in notes if note.term))[:MOST_TERMS]
    found = {term: stands_in(term, body) for term in terms}
    return tuple(
        replace(note, text=text[note.start : note.end], in_body=found.get(note.term) if note.term else None)
        for note in notes
    )


def _find(text: str, rules: NoteRules) -> tuple[Note, ...]:
    blocks = list(_blocks(text, rules))
    starts = [block.start for block in blocks]
    notes = blocks + [
        note for note in (*_in_brackets(text, rules), *marked_up_notes(text)) if not _is_inside(note, blocks, starts)
    ]
    return _apart(sorted(notes, key=lambda note: (note.start, -note.end)))


def note_spans(text: str) -> tuple[Span, ...]:
    """Give where the notes of a text stand, without reading what they say: half the work of `find_notes`."""
    view = unwrapped(text)
    spans = [span for span, *_ in (*_noted_blocks(view, DEFAULT_RULES), *_noted_brackets(view, DEFAULT_RULES))]
    spans += [Span(note.start, note.end) for note in marked_up_notes(view)]
    return outermost(tuple(spans))


def bracket_notes(text: str) -> tuple[Span, ...]:
    """Give the spans of the notes in brackets alone: what a word diff never cuts."""
    found = sorted(
        (span for span, *_ in _noted_brackets(text, DEFAULT_RULES)), key=lambda span: (span.start, -span.end)
    )
    return outermost(tuple(found))


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
    for span, rule, inside, ahead in _noted_brackets(text, rules):
        yield read_note(text, span, rule, inside, ahead)


def _noted_brackets(text: str, rules: NoteRules) -> Iterator[tuple[Span, NoteRule, str, str]]:
    """Give the brackets that are notes: the span, the rule that says so, the inside, and what stands before."""
    for span in bracket_spans(text):
        inside = text[span.start + 1 : span.end - 1].strip().rstrip("\\").strip("*_ ")
        if len(inside) < 2 or not rules.may_be_in_bracket(inside):
            continue
        ahead = text[max(0, span.start - 100) : span.start].rstrip("_*\\")
        for rule in rules.brackets:
            if rule.pattern.match(inside) and not _looks_alike(rule, inside, ahead, text[span.end : span.end + 2]):
                yield _widened(text, span), rule, inside, ahead
                break


def _widened(text: str, span: Span) -> Span:
    """Take the emphasis around a bracket into it: `_(sic)_`."""
    if span.start and text[span.start - 1] in "_*" and text[span.end : span.end + 1] == text[span.start - 1]:
        return Span(span.start - 1, span.end + 1)
    if span.start and text[span.start - 1] == "\\" and text[span.end - 2] == "\\":
        return Span(span.start - 1, span.end)
    return span


def _looks_alike(rule: NoteRule, inside: str, ahead: str, behind: str) -> bool:
    """Guard against what only looks like a note: pH, SIC codes, Port Harcourt (PH), an (edited) mark, an example."""
    if (_EXAMPLE.match(inside) and not rule.name.endswith("-signed")) or _PLACEHOLDER.search(inside):
        return True
    before = re.findall(r"\w+", ahead)
    if rule.name == "phonetic":
        return inside == "pH" or [word[0].lower() for word in before[-2:]] == ["p", "h"]
    if rule.name == "sic":
        return (
            inside == "SiC"
            or (ahead[-1:] in _QUOTES and behind[:1] in _QUOTES + ",.")
            or [word[0].lower() for word in before[-3:]] == ["s", "i", "c"]
        )
    if rule.name == "wire-corrects" and ahead[-1:] in _QUOTES and behind[:1] in _QUOTES and behind:
        return True  # a style guide shows one
    return rule.name == "recte" and inside.lower().startswith(("read", "lege")) and not ahead.rstrip().endswith("]")


def _blocks(text: str, rules: NoteRules) -> Iterator[Note]:
    for span, rule, inside, ahead in _noted_blocks(text, rules):
        yield read_note(text, span, judged(rule, inside), inside, ahead)


def _noted_blocks(text: str, rules: NoteRules) -> Iterator[tuple[Span, NoteRule, str, str]]:
    """Give the labelled paragraphs, and those with a sentence that is a note, as `_noted_brackets` gives brackets."""
    start = 0
    paragraphs = text.split("\n")
    for number, line in enumerate(paragraphs):
        if line:
            found = None if line.startswith("//") or _PLACEHOLDER.search(line) else _block(line, rules)
            if found:
                rule, begin, end = found
                if end >= len(line.rstrip()) and line.rstrip().endswith(("\\",)) and number + 1 < len(paragraphs):
                    end = len(line) + 1 + len(paragraphs[number + 1])
                elif rule in rules.blocks and _is_bare_label(rule, line):
                    end = _end_of_text(paragraphs, number)
                inside = text[start + begin : start + end]
                yield Span(start + begin, start + end), rule, inside, line[:begin]
        start += len(line) + 1


def _end_of_text(paragraphs: Sequence[str], number: int) -> int:
    """Give where the paragraph after a bare label ends, from the label's start; empty lines between are none."""
    end = len(paragraphs[number]) + 1
    for place in range(number + 1, min(number + 1 + _BETWEEN, len(paragraphs))):
        following = paragraphs[place]
        if following.strip():
            after = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
            if _REGRET.fullmatch(after.strip()):
                return end + len(following) + 1 + len(after.rstrip())
            return end + len(following.rstrip())
        end += len(following) + 1
    return len(paragraphs[number].rstrip())


def _is_bare_label(rule: NoteRule, line: str) -> bool:
    """Say whether a label has nothing or only a date behind it, so that the next line is its text."""
    label = rule.pattern.match(line)
    if label is None or not (rule.name.endswith("-heading") or label.group().rstrip("*_ \t").endswith(":")):
        return False
    return _ONLY_A_DATE.fullmatch(line, label.end()) is not None


def _block(line: str, rules: NoteRules) -> tuple[NoteRule, int, int] | None:
    """Find the label that a paragraph begins with, or the sentence in it that is a note: the rule, start and end."""
    return _labelled(line, rules) or _speaking(line, rules)


def _labelled(line: str, rules: NoteRules) -> tuple[NoteRule, int, int] | None:
    for rule in rules.blocks if _holds(line[:_HEAD].lower(), rules.block_cues) else ():
        if rule.pattern.match(line):
            opening = re.match(r"[\s>*_\"\u201c-]*\[", line)
            if opening and "]" in line:
                return rule, opening.end() - 1, line.index("]", opening.end()) + 1
            return rule, len(line) - len(line.lstrip()), len(line.rstrip())
    return None


def _speaking(line: str, rules: NoteRules) -> tuple[NoteRule, int, int] | None:
    if not _holds(line.lower(), rules.sentence_cues):
        return None
    sentences, brackets = split_sentences(line), bracket_spans(line)
    for sentence in sentences:
        words = line[sentence.start : sentence.end]
        for rule in rules.sentences if _holds(words.lower(), rules.sentence_cues) else ():
            found = rule.pattern.search(words)
            place = sentence.start + found.start() if found else -1
            if found is None or _is_said(line, place, words):
                continue
            if bracket := next((span for span in brackets if span.start <= place < span.end), None):
                if _EXAMPLE.match(line, bracket.start + 1):
                    continue
                return rule, bracket.start, bracket.end
            whole = rule.name == "regret" and len(sentences) <= _STATEMENT
            if whole and sentence.start == sentences[0].start and len(sentences) > 1 and found.group()[-1] != ":":
                continue  # regret of nothing that was told: of a shop that answers a customer
            begin = 0 if whole else sentence.start
            while begin and line[begin - 1] in "*_":
                begin -= 1
            return rule, begin, _end(line, rule, sentence.start + found.end())
    return None


def _end(line: str, rule: NoteRule, matched: int) -> int:
    """Give where a note ends: with its paragraph, but for a caption or a credit behind it."""
    if rule.name == "wire-photo":
        return matched
    if rule.name == "inline-label":
        return len(_CREDIT.sub("", line.rstrip()).rstrip())
    return len(line.rstrip())


def _is_said(line: str, place: int, sentence: str) -> bool:
    """Say whether somebody is quoted as saying what stands at a place: it speaks of another text than this."""
    for quoted in _QUOTED.finditer(line):
        if quoted.start() <= place < quoted.end():
            near = line[max(0, quoted.start() - _NEAR) : quoted.start()] + line[quoted.end() : quoted.end() + _NEAR]
            return _SAYS.search(near) is not None
    return _ASIDE.search(sentence) is not None
