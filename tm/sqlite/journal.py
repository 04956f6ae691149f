"""Who did what to which units, when and why: the tables `change`, `added` and `history`.

Units that came one after the other in one transaction are one row: a million of them tell their coming in some
hundred rows.
"""

from collections.abc import Iterator

from tm.sqlite import rows
from tm.sqlite.database import Database
from tm.store import Change, Event, Revision
from tm.unit import TranslationUnit

# The coming of a unit and what happened to it: a unit comes once, before all else.
_COMING = "SELECT {unit}, 'added', NULL, at, editor, why, continues FROM added JOIN change ON change.id = change"
_EVENTS = "SELECT unit, what, former, at, editor, why, NULL FROM history JOIN change ON change.id = change"
# The units that a unit goes on from, itself the last.
_LINE = """
    WITH RECURSIVE line (unit, back) AS (
        VALUES (?, 0)
        UNION ALL
        SELECT continues, back + 1 FROM line JOIN added ON first = unit WHERE continues IS NOT NULL
    )
    SELECT unit FROM line ORDER BY back DESC
"""
_GONE = "SELECT DISTINCT unit FROM history WHERE unit NOT IN (SELECT id FROM unit)"
# What is left of the rows of `added` of which a unit is gone: runs of ids that are there.
_LEFT = """
    SELECT min(id), max(id), change, continues FROM (
        SELECT id, first, change, continues, id - row_number() OVER (PARTITION BY first ORDER BY id) AS run
        FROM added JOIN unit ON id BETWEEN first AND last
    ) GROUP BY first, run
"""


class Journal:
    """The past of a memory.

    Args:
        database: of the memory.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stamp: tuple[str, str, str] = ("", "", "")
        # The transaction's row is made at its first event; the run of ids that is being added to.
        self._change: int | None = None
        self._run: tuple[int, int] | None = None

    def begin(self, at: str, editor: str, why: str) -> None:
        """A transaction begins, in which all that is recorded is signed so."""
        self._stamp, self._change, self._run = (at, editor, why), None, None

    def record_added(self, first: int, last: int, *, continues: int | None = None) -> None:
        """Units from one id to another came; a single one may go on from a unit that was there before."""
        if continues is None and self._run is not None and self._run[1] + 1 == first:
            self._database.run("UPDATE added SET last = ? WHERE first = ?", (last, self._run[0]))
            self._run = (self._run[0], last)
            return
        self._database.run("INSERT INTO added VALUES (?, ?, ?, ?)", (first, last, self._number(), continues))
        self._run = None if continues is not None else (first, last)

    def record(self, what: Event, former: list[TranslationUnit]) -> None:
        """Something happened to units, which were so before; for none of them there is no transaction."""
        if not former:
            return
        number = self._number()
        self._database.run_all(
            "INSERT INTO history (unit, change, what, former) VALUES (?, ?, ?, ?)",
            ((unit.id, number, what, rows.dump_unit(unit)) for unit in former),
        )

    def version(self) -> int:
        """A number that rises with every change."""
        return int(self._database.all("SELECT coalesce(max(id), 0) FROM change")[0][0])

    def of_unit(self, number: int) -> list[Change]:
        """See `tm.store.Store.history`."""
        line = self._database.numbers(_LINE, (number,))
        return [event for unit in line for event in self._of_one(unit)]

    def of_transaction(self, number: int) -> list[Change]:
        """See `tm.store.Store.events`."""
        runs = self._database.all("SELECT first, last FROM added WHERE change = ? ORDER BY first", (number,))
        came = [
            event
            for first, last in runs
            for event in self._read(f"{_COMING.format(unit='first')} WHERE first = ?", (first,), until=last)
        ]
        return came + self._read(f"{_EVENTS} WHERE change.id = ? ORDER BY history.id", (number,))

    def touched(self, after: int) -> set[int]:
        """See `tm.store.Store.touched`."""
        return set(self._database.numbers("SELECT DISTINCT unit FROM history WHERE change > ?", (after,)))

    def transactions(self) -> Iterator[Revision]:
        """See `tm.store.Store.transactions`."""
        counts: dict[int, list[tuple[Event, int]]] = {}
        for number, what, count in self._database.all(
            """
            SELECT change, 'added', sum(last - first + 1) FROM added GROUP BY 1
            UNION ALL SELECT change, what, count(*) FROM history GROUP BY 1, 2
            ORDER BY 1, 2
            """
        ):
            counts.setdefault(number, []).append((what, count))
        for number, at, editor, why in self._database.all("SELECT id, at, editor, why FROM change ORDER BY id DESC"):
            if number in counts:
                yield Revision((number,), at, editor, why, tuple(counts[number]))

    def forget(self) -> int:
        """Drops what is known of units that are gone, within a transaction; gives how many these were."""
        gone = len(self._database.numbers(_GONE))
        if gone:
            self._database.run(f"DELETE FROM history WHERE unit IN ({_GONE})")
            left = self._database.all(_LEFT)
            self._database.run("DELETE FROM added")
            self._database.run_all("INSERT INTO added VALUES (?, ?, ?, ?)", left)
            self._database.run("UPDATE added SET continues = NULL WHERE continues NOT IN (SELECT id FROM unit)")
        return gone

    def _of_one(self, unit: int) -> list[Change]:
        came = self._read(
            f"""
            {_COMING.format(unit="?")} WHERE last >= ?
            AND first = (SELECT first FROM added WHERE first <= ? ORDER BY first DESC LIMIT 1)
            """,
            (unit, unit, unit),
        )
        return came + self._read(f"{_EVENTS} WHERE unit = ? ORDER BY history.id", (unit,))

    def _read(self, statement: str, values: tuple[int, ...], *, until: int | None = None) -> list[Change]:
        """Events; one of many units up to an id as one for each."""
        with self._database.told():
            return [
                Change(unit, what, at, editor, why, None if former is None else rows.load_unit(unit, former), continues)
                for first, what, former, at, editor, why, continues in self._database.all(statement, values)
                for unit in range(first, (first if until is None else until) + 1)
            ]

    def _number(self) -> int:
        if self._change is None:
            self._change = self._database.run(
                "INSERT INTO change (at, editor, why) VALUES (?, ?, ?)", self._stamp
            ).lastrowid
        return self._change or 0
