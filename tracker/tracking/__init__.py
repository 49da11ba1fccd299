"""The use cases: the one room that knows both the pipeline and the store."""

from store import Archive
from tracker.diff import Window, sum_up
from tracker.text.notes import NoteRules
from tracker.tracking.comparing import (
    ComparedFiles,
    compare_files,
    find_comparison,
    find_history,
    find_log,
    note_lives,
    read_history,
)
from tracker.tracking.copying import copy_archive
from tracker.tracking.deciding import hide_revision, plan_hiding, retract_revision
from tracker.tracking.edits import Wanted, find_edits
from tracker.tracking.exporting import export_story
from tracker.tracking.importing import import_story, read_export, read_with_other_rules
from tracker.tracking.ingesting import (
    Ingested,
    ReadCapture,
    ingest_capture,
    ingest_captures,
    ingest_text,
    open_recorder,
    read_capture,
    read_note_rules,
)
from tracker.tracking.loading import find_story, load_facts, load_raw, load_revision, revision_facts, summaries
from tracker.tracking.periods import find_period
from tracker.tracking.provenance import find_blame, find_sentence_life
from tracker.tracking.reindexing import reindex_stories
from tracker.tracking.searching import search_archive
from tracker.tracking.statistics import measure_folder, measure_stories
from tracker.tracking.terms import add_term, check_terms, new_term, parse_terms, registered_terms
from tracker.tracking.verifying import chain_ends, compare_heads, verify_stories

__all__ = [
    "Archive",
    "ComparedFiles",
    "Ingested",
    "NoteRules",
    "ReadCapture",
    "Wanted",
    "Window",
    "add_term",
    "chain_ends",
    "check_terms",
    "compare_files",
    "compare_heads",
    "copy_archive",
    "export_story",
    "find_blame",
    "find_comparison",
    "find_edits",
    "find_history",
    "find_log",
    "find_period",
    "find_sentence_life",
    "find_story",
    "hide_revision",
    "import_story",
    "ingest_capture",
    "ingest_captures",
    "ingest_text",
    "load_facts",
    "load_raw",
    "load_revision",
    "measure_folder",
    "measure_stories",
    "new_term",
    "note_lives",
    "open_recorder",
    "parse_terms",
    "plan_hiding",
    "read_capture",
    "read_export",
    "read_history",
    "read_note_rules",
    "read_with_other_rules",
    "registered_terms",
    "reindex_stories",
    "retract_revision",
    "revision_facts",
    "search_archive",
    "sum_up",
    "summaries",
    "verify_stories",
]
