"""Full text over every revision: SQLite's FTS5 and PostgreSQL's full text search behind the same few functions.

The index holds the folded words of each distinct sentence, and of each revision's headline and byline, and no more:
what is shown comes from the sentences themselves. PostgreSQL keeps 256 places of a word in one text, which only a
sentence of thousands of words can pass.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, column, select, table, text

from store.words import Phrase, fold_words, index_phrase, index_words

SENTENCES, HEADLINES = "sentence_words", "headline_words"
_MOST, _LONGEST = 16_000, 200_000  # words and characters of one text that are kept: PostgreSQL's own bounds are near
_FTS5 = "fts5(words, content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co S*'\")"


def create_index(connection: Connection) -> None:
    """Make the index of an archive that has none."""
    for name in (SENTENCES, HEADLINES):
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"CREATE VIRTUAL TABLE {name} USING {_FTS5}"))
        else:
            connection.execute(text(f"CREATE TABLE {name} (rowid INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)"))
            connection.execute(text(f"CREATE INDEX ix_{name}_words ON {name} USING GIN (words)"))


def add_words(connection: Connection, name: str, texts: Mapping[int, str]) -> None:
    """Put the words of texts into an index, by the number of their sentence or revision."""
    rows = [(number, words) for number, one in texts.items() if (words := _kept_words(one))]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        given = [{"id": number, "words": " ".join(words)} for number, words in rows]
        connection.execute(_built(f"INSERT INTO {name} (rowid, words) VALUES (:id, :words)"), given)
    else:
        given = [{"id": number, "words": _vector(words)} for number, words in rows]
        connection.execute(_built(f"INSERT INTO {name} (rowid, words) VALUES (:id, CAST(:words AS tsvector))"), given)


_built = cache(text)  # each statement once


def remove_words(connection: Connection, name: str, texts: Mapping[int, str]) -> None:
    """Take the words of texts, as they were put in, out of an index."""
    if connection.dialect.name == "sqlite":  # an index without texts must be told what it forgets
        statement = text(f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', :id, :words)")
    else:
        statement = text(f"DELETE FROM {name} WHERE rowid = :id")
    kept = {number: words for number, one in texts.items() if (words := _kept_words(one))}
    rows = [{"id": number, "words": " ".join(words)} for number, words in kept.items()]
    if rows:
        connection.execute(statement, rows)


def optimize_index(connection: Connection) -> None:
    """Write the index anew without what was taken out of it; on a server that is the vacuum's task."""
    if connection.dialect.name == "sqlite":
        for name in (SENTENCES, HEADLINES):
            connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))


def _kept_words(text: str) -> list[str]:
    kept, length = [], 0
    for word in index_words(fold_words(text)[:_MOST]):
        length += len(word)
        if length > _LONGEST:
            break
        kept.append(word)
    return kept


def _vector(words: Sequence[str]) -> str:
    """Write words and their places as PostgreSQL reads them; words hold nothing but letters, digits and marks."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, found))}" for word, found in places.items())


def matching(connection: Connection, name: str, phrases: Sequence[Phrase]) -> Select[Any]:
    """Give the query for the numbers of the sentences, or of the revisions, that have all the phrases."""
    indexed = [index_phrase(one) for one in phrases]
    index = table(name, column("rowid", Integer))
    if connection.dialect.name == "sqlite":
        sought = " AND ".join(f'"{" ".join(one.words)}"{" *" if one.prefix else ""}' for one in indexed)
        has_them = text(f"{name} MATCH :sought")
    else:
        sought = " & ".join(f"({_in_a_row(one)})" for one in indexed)
        has_them = text(f"{name}.words @@ CAST(:sought AS tsquery)")
    return select(index.c.rowid.label("id")).where(has_them.bindparams(bindparam("sought", sought)))


def _in_a_row(phrase: Phrase) -> str:
    return " <-> ".join(f"'{word}'" for word in phrase.words) + (":*" if phrase.prefix else "")
