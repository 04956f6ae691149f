"""The tables of a memory's file, and how an older file becomes a newer one."""

import sqlite3
from os import PathLike

from corpora.errors import WrongStore

# "DZTM": tells our file from another program's (SQLite file format, section 1.3.14).
APPLICATION = 0x445A544D

_FIRST = (
    # One row a transaction that changed something: who, when, why.
    """
    CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        editor TEXT NOT NULL,
        why TEXT NOT NULL
    )
    """,
    # What the units of one story share.
    """
    CREATE TABLE origin (
        id INTEGER PRIMARY KEY,
        source_article TEXT NOT NULL,
        target_article TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        title TEXT NOT NULL,
        published TEXT NOT NULL,
        url TEXT NOT NULL,
        UNIQUE (source_article, target_article, source_language, target_language, title, published, url)
    )
    """,
    # `digest` stands for languages, texts and articles; `dated` orders by news value (tm.store.dated).
    """
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        origin INTEGER NOT NULL REFERENCES origin (id),
        digest INTEGER NOT NULL,
        dated TEXT NOT NULL,
        source_start INTEGER NOT NULL,
        source_end INTEGER NOT NULL,
        target_start INTEGER NOT NULL,
        target_end INTEGER NOT NULL,
        editor TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        confidence REAL,
        flags TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        notes TEXT NOT NULL,
        props TEXT NOT NULL
    )
    """,
    "CREATE INDEX unit_by_origin ON unit (origin)",
    "CREATE INDEX unit_by_digest ON unit (digest)",
    "CREATE INDEX unit_by_date ON unit (dated)",
    # The texts as they stood; place 0 is the source.
    """
    CREATE TABLE variant (
        unit INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        codes TEXT NOT NULL,
        PRIMARY KEY (unit, place)
    ) WITHOUT ROWID
    """,
    # The keys of the texts, apart: a look-up reads those of one language from end to end. Made from
    # `variant` and deleted with it by the store; a reference would want an index of its own.
    """
    CREATE TABLE folded (
        language TEXT NOT NULL,
        unit INTEGER NOT NULL,
        place INTEGER NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (language, unit, place)
    ) WITHOUT ROWID
    """,
    # Units leave the memory and stay here: no reference to `unit`.
    """
    CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        unit INTEGER NOT NULL,
        change INTEGER NOT NULL REFERENCES change (id),
        what TEXT NOT NULL,
        former TEXT
    )
    """,
    "CREATE INDEX history_by_unit ON history (unit)",
)
# Every bead of an article pair of which a person confirmed any, nulls too; texts as JSON lists.
_BEADS = (
    """
    CREATE TABLE bead (
        source_article TEXT NOT NULL,
        target_article TEXT NOT NULL,
        source_language TEXT NOT NULL,
        target_language TEXT NOT NULL,
        place INTEGER NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        confirmed INTEGER NOT NULL,
        partial INTEGER NOT NULL,
        PRIMARY KEY (source_article, target_article, source_language, target_language, place)
    ) WITHOUT ROWID
    """,
)
# What a unit is about and for whom it was made; the coming of units, a row for a run of ids of one transaction.
_RUNS = (
    "ALTER TABLE unit ADD COLUMN domain TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE unit ADD COLUMN client TEXT NOT NULL DEFAULT ''",
    # `continues`: the unit, gone since, in whose place a single one came.
    """
    CREATE TABLE added (
        first INTEGER PRIMARY KEY,
        last INTEGER NOT NULL,
        change INTEGER NOT NULL REFERENCES change (id),
        continues INTEGER
    )
    """,
    """
    INSERT INTO added SELECT min(unit), max(unit), change, NULL FROM (
        SELECT unit, change, unit - row_number() OVER (PARTITION BY change ORDER BY unit) AS run
        FROM history WHERE what = 'added'
    ) GROUP BY change, run
    """,
    "DELETE FROM history WHERE what = 'added'",
    "CREATE INDEX history_by_change ON history (change)",
)
# The statements that lead from version n to n + 1; a new file takes them all.
STEPS: tuple[tuple[str, ...], ...] = (_FIRST, _BEADS, _RUNS)
VERSION = len(STEPS)
# What makes a file of version n, which is only read, look as one of n + 1: it stands before the file's own tables.
_LENSES: tuple[tuple[str, ...], ...] = (
    (),
    (_BEADS[0].replace("CREATE TABLE", "CREATE TEMP TABLE"),),
    (
        "CREATE TEMP VIEW unit AS SELECT *, '' AS domain, '' AS client FROM main.unit",
        """
        CREATE TEMP VIEW added AS
        SELECT unit AS first, unit AS last, change, NULL AS continues FROM main.history WHERE what = 'added'
        """,
        "CREATE TEMP VIEW history AS SELECT * FROM main.history WHERE what != 'added'",
    ),
)


def is_blank(connection: sqlite3.Connection) -> bool:
    """Whether the database is new: no table, nobody's mark."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return tables == 0 and _pragma(connection, "application_id") == 0


def check(connection: sqlite3.Connection, file: str | PathLike[str]) -> int:
    """The schema version of a memory that this code can use.

    Raises:
        WrongStore: the database is another program's, or of a newer version.
    """
    if _pragma(connection, "application_id") != APPLICATION:
        raise WrongStore(
            "this is a SQLite database, but no memory", "Name a memory that `duizhao init` or `add` made", file=file
        )
    version = _pragma(connection, "user_version")
    if version > VERSION:
        raise WrongStore(
            f"the memory is of version {version}, and this program knows versions up to {VERSION}",
            "Update Duizhao",
            file=file,
        )
    return version


def upgrade(connection: sqlite3.Connection, file: str | PathLike[str]) -> None:
    """Makes a new database a memory and an older memory a current one, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Whoever waited here for another process finds its work done.
        version = 0 if is_blank(connection) else check(connection, file)
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def look_through(connection: sqlite3.Connection, version: int) -> None:
    """Lets an older memory be read as a current one, and changes nothing in its file."""
    for lens in _LENSES[version:]:
        for statement in lens:
            connection.execute(statement)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
