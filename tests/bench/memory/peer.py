"""The peer: SQLite's trigram index (FTS5), the rarest trigrams of a query, and rapidfuzz over what they bring."""

import sqlite3
from collections.abc import Iterable

from rapidfuzz import fuzz, process

# Rows that the rarest trigrams of a query may bring: ranking more of them takes tens of milliseconds.
_ROWS = 2000


class Trigrams:
    """Keys in a full-text table of trigrams."""

    def __init__(self, file: str, keys: Iterable[str]) -> None:
        self.connection = sqlite3.connect(file)
        self.connection.execute(
            "CREATE VIRTUAL TABLE keys USING fts5(key, tokenize = 'trigram case_sensitive 1', detail = none)"
        )
        self.connection.executemany("INSERT INTO keys (key) VALUES (?)", ((key,) for key in keys))
        self.connection.commit()
        self.connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(keys, row)")
        self.counts: dict[str, int] = dict(self.connection.execute("SELECT term, doc FROM vocabulary"))

    def find(self, key: str) -> list[tuple[str, float, int]]:
        """The five nearest keys, 70 or nearer, among those that have one of the rarest trigrams."""
        grams = sorted({key[at : at + 3] for at in range(len(key) - 2)}, key=lambda gram: self.counts.get(gram, 0))
        chosen: list[str] = []
        read = 0
        for gram in grams:
            read += self.counts.get(gram, 0)
            if chosen and read > _ROWS:
                break
            if gram in self.counts:
                chosen.append('"' + gram.replace('"', '""') + '"')
        if not chosen:
            return []
        rows = self.connection.execute("SELECT key FROM keys WHERE keys MATCH ? LIMIT ?", (" OR ".join(chosen), _ROWS))
        return process.extract(key, [text for (text,) in rows], scorer=fuzz.ratio, score_cutoff=70, limit=5)
