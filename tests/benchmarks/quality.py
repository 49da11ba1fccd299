"""Print the accuracy of alignment, word diff and sentence boundaries on a folder of human-made answers.

    python -m tests.benchmarks.quality GOLD_FOLDER

The folder holds JSON lines. `alignment/*.jsonl`: {"old": [sentences], "new": [sentences], "gold": [[i, j], ...],
"ignore": [[i, j], ...]}; `words/*.jsonl`: {"old", "new": tokens apart by single spaces, "edits": [{"old_tok": [start,
end] or null, "new_tok": ...}], "alt_edits": other answers}; `boundaries/*.jsonl`: {"text", "spans": [[start, end]]}.
Figures are precision, recall and F1, summed over a file: of linked pairs whose sentences differ; of touched tokens, for
the answer that agrees most; of sentence ends, white space left out, the last of a text too.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.diff import align, word_diff
from tracker.model import Op
from tracker.text import split_sentences

Sets = tuple[set[Any], ...]  # what people said, what we found


def alignment(row: dict[str, Any]) -> Sets:
    """Give the changed links of one pair of texts."""
    old, new = [" ".join(one.split()) for one in row["old"]], [" ".join(one.split()) for one in row["new"]]
    ignored = {tuple(link) for link in row.get("ignore") or []}
    found = {(i, j) for pair in align(old, new) for i in pair.old for j in pair.new}
    gold = {tuple(link) for link in row["gold"]}
    return tuple({(i, j) for i, j in links - ignored if old[i] != new[j]} for links in (gold, found))


def words(row: dict[str, Any]) -> Sets:
    """Give the touched tokens of one pair of sentences, by the answer nearest to ours."""
    spans = word_diff(row["old"], row["new"])
    found = {("old", k) for k in _touched(row["old"], [span.old for span in spans if span.op is Op.REMOVED])}
    found |= {("new", k) for k in _touched(row["new"], [span.new for span in spans if span.op is Op.ADDED])}
    answers = [
        {(side, k) for edit in edits for side in ("old", "new") for k in range(*(edit[f"{side}_tok"] or (0, 0)))}
        for edits in (row["edits"], *row.get("alt_edits", []))
    ]
    return max(answers, key=lambda gold: len(gold & found) / max(1, len(gold | found))), found


def boundaries(row: dict[str, Any]) -> Sets:
    """Give the ends of the sentences of one text."""
    text = row["text"]
    gold = {len("".join(text[:end].split())) for _, end in row["spans"]}
    found = {len("".join(text[: span.end].split())) for span in split_sentences(text)}
    return gold - {max(gold)}, found - {max(found)}


MEASURES = {"alignment": alignment, "words": words, "boundaries": boundaries}


def _touched(text: str, spans: list[tuple[int, int]]) -> Iterator[int]:
    at = 0
    for number, token in enumerate(text.split(" ")):
        if any(start < at + len(token) and at < end for start, end in spans):
            yield number
        at += len(token) + 1


def _figures(rows: list[dict[str, Any]], measure: str) -> str:
    right = said = found_count = whole = 0
    for row in rows:
        gold, found = MEASURES[measure](row)
        right, said, found_count = right + len(gold & found), said + len(gold), found_count + len(found)
        whole += gold == found
    precision, recall = right / max(1, found_count), right / max(1, said)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  wholly right {whole}/{len(rows)}"


def main() -> None:
    """Print a line for each file of the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    folder = parser.parse_args().gold
    for measure in MEASURES:
        for path in sorted((folder / measure).glob("*.jsonl")):
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            print(f"{measure}/{path.stem:14} {_figures(rows, measure)}")


if __name__ == "__main__":
    main()
