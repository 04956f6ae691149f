"""A memory in trouble: files that are none, locks, full disks, rights, damage, and a process that dies."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import DuizhaoError, Unwritable, WrongStore
from corpora.text import fold_key
from tm import Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.lookup import search as search  # loaded before rights are given up
from tm.sqlite import rows, schema
from tm.sqlite.store import SqliteStore
from tm.store import Pair

ROOT = Path(__file__).parents[2]


def story(number: int, sentences: int = 20) -> Bitext:
    return Bitext(
        "zh-CN",
        "en",
        tuple(Segment(f"第{number}篇第{line}句，园区开园。") for line in range(sentences)),
        tuple(Segment(f"Story {number}, sentence {line}: the park opened.") for line in range(sentences)),
        tuple(Bead((line,), (line,)) for line in range(sentences)),
        Article("zh-CN", (), name=f"{number}.zh.html"),
        Article("en", (), name=f"{number}.en.html"),
    )


def memory_at(path: Path, stories: int = 1) -> Path:
    with open_memory(path) as memory:
        for number in range(stories):
            memory.add(story(number))
    return path


def older(path: Path, version: int) -> Path:
    """A memory as programs of an older version left it: three units, and one that was replaced."""
    former = (
        '{"unit":[0,0,0,0,"","","",null,"","","","[\\"旧\\"]","[]"],'
        '"origin":["0.zh.html","0.en.html","zh-CN","en","","",""],'
        '"variants":[["zh-CN","旧句。","[]"],["en","Old.","[]"]]}'
    )
    connection = sqlite3.connect(path)
    with connection:
        for step in schema.STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        connection.execute("INSERT INTO origin VALUES (1, '0.zh.html', '0.en.html', 'zh-CN', 'en', '', '', '')")
        connection.execute("INSERT INTO change VALUES (1, '2024-01-01', '周敏', ''), (2, '2024-01-02', '李雷', '')")
        for number, line in ((1, 0), (2, 1), (4, 2)):
            texts = (f"第0篇第{line}句，园区开园。", f"Story 0, sentence {line}: the park opened.")
            unit = TranslationUnit(
                (Variant("zh-CN", texts[0]), Variant("en", texts[1])), Provenance("0.zh.html", "0.en.html")
            )
            connection.execute(
                "INSERT INTO unit VALUES (?, 1, ?, '', 0, 0, 0, 0, '', '', '', NULL, '', '', '', '[]', '[]')",
                (number, rows.digest(unit)),
            )
            for place, (tag, text) in enumerate(zip(("zh-CN", "en"), texts, strict=True)):
                connection.execute("INSERT INTO variant VALUES (?, ?, ?, ?, '[]')", (number, place, tag, text))
                connection.execute("INSERT INTO folded VALUES (?, ?, ?, ?)", (tag, number, place, fold_key(text)))
        connection.executemany(
            "INSERT INTO history (unit, change, what, former) VALUES (?, ?, ?, ?)",
            [
                (1, 1, "added", None),
                (2, 1, "added", None),
                (3, 1, "added", None),
                (4, 2, "added", None),
                (3, 2, "replaced", former),
            ],
        )
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    return path


def refused(kind: type[DuizhaoError], path: Path, match: str, **options: bool) -> None:
    """Opening refuses with the file's name and what to do, and leaves the folder as it was."""
    before = {file: file.read_bytes() for file in path.parent.glob("*") if file.is_file()}
    with pytest.raises(kind, match=match) as caught:
        open_memory(path, **options)  # type: ignore[arg-type]
    assert caught.value.file == str(path)
    assert caught.value.remedy
    assert {file: file.read_bytes() for file in path.parent.glob("*") if file.is_file()} == before


class TestFilesThatAreNoMemory:
    @pytest.mark.parametrize("options", [{"read_only": True}, {"create": False}, {"read_only": True, "create": True}])
    def test_makes_none_unless_asked_to(self, tmp_path: Path, options: dict[str, bool]) -> None:
        refused(
            WrongStore, tmp_path / "memory.db", r"there is no memory here\. Make one with `duizhao init`", **options
        )
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("options", [{}, {"read_only": True}])
    def test_refuses_a_file_that_is_not_sqlite(self, tmp_path: Path, options: dict[str, bool]) -> None:
        for content in (b"x", "两江新区".encode() * 1000, b"\x89PNG\r\n\x1a\n" + bytes(5000)):
            (tmp_path / "memory.db").write_bytes(content)
            refused(WrongStore, tmp_path / "memory.db", "no memory: it is not a SQLite database", **options)

    @pytest.mark.parametrize("options", [{}, {"read_only": True}])
    def test_refuses_the_database_of_another_program(self, tmp_path: Path, options: dict[str, bool]) -> None:
        connection = sqlite3.connect(tmp_path / "other.db")
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.commit()
        connection.close()
        refused(WrongStore, tmp_path / "other.db", "a SQLite database, but no memory", **options)

    @pytest.mark.parametrize("options", [{}, {"read_only": True}])
    def test_refuses_a_memory_of_a_newer_version(self, tmp_path: Path, options: dict[str, bool]) -> None:
        path = memory_at(tmp_path / "memory.db")
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.close()
        refused(
            WrongStore, path, rf"version {schema.VERSION + 1}, .* up to {schema.VERSION}\. Update Duizhao", **options
        )

    def test_reads_a_memory_of_an_older_version_as_it_is_and_brings_it_up_to_write(self, tmp_path: Path) -> None:
        path = older(tmp_path / "memory.db", 1)
        pair = Pair("0.zh.html", "0.en.html", "zh-CN", "en")
        before = path.read_bytes()
        with open_memory(path, read_only=True) as memory:
            assert (memory.stats().units, memory.beads(pair)) == (3, [])
        assert path.read_bytes() == before
        bitext = story(0, sentences=3)
        with open_memory(path) as memory:
            added = memory.add(replace(bitext, beads=tuple(replace(bead, confirmed=True) for bead in bitext.beads)))
            assert (added.unchanged + added.updated, added.confirmed, len(memory.beads(pair))) == (3, 3, 3)

    @pytest.mark.parametrize("version", [1, 2])
    def test_an_older_memory_tells_the_same_when_it_is_read_and_when_it_is_brought_up(
        self, tmp_path: Path, version: int
    ) -> None:
        path = older(tmp_path / "memory.db", version)
        told = []
        for read_only in (True, False, True):
            with open_memory(path, read_only=read_only) as memory:
                told.append(
                    (
                        list(memory.units()),
                        [memory.history(number) for number in range(1, 6)],
                        memory.revisions(),
                        replace(memory.stats(), size=0),
                        list(memory.verify()),
                    )
                )
        assert told[0] == told[1] == told[2]
        units, histories, revisions, _, problems = told[0]
        assert [(unit.id, unit.variants[1].text, unit.domain, unit.client) for unit in units] == [
            (1, "Story 0, sentence 0: the park opened.", "", ""),
            (2, "Story 0, sentence 1: the park opened.", "", ""),
            (4, "Story 0, sentence 2: the park opened.", "", ""),
        ]
        assert [[(event.what, event.at, event.editor) for event in history] for history in histories] == [
            [("added", "2024-01-01", "周敏")],
            [("added", "2024-01-01", "周敏")],
            [("added", "2024-01-01", "周敏"), ("replaced", "2024-01-02", "李雷")],
            [("added", "2024-01-02", "李雷")],
            [],
        ]
        former = histories[2][1].former
        assert former is not None
        assert (former.id, former.source.text, former.notes, former.domain) == (3, "旧句。", ("旧",), "")
        assert [revision.counts for revision in revisions] == [(("added", 1), ("replaced", 1)), (("added", 3),)]
        assert problems == []
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
            assert connection.execute("SELECT * FROM added").fetchall() == [(1, 3, 1, None), (4, 4, 2, None)]
            assert connection.execute("SELECT unit, what FROM history").fetchall() == [(3, "replaced")]
        connection.close()

    def test_makes_a_memory_of_an_empty_file_only_where_it_may(self, tmp_path: Path) -> None:
        path = tmp_path / "memory.db"
        path.touch()
        refused(WrongStore, path, "the memory is empty", read_only=True)
        refused(WrongStore, path, "the memory is empty", create=False)
        assert memory_at(path).stat().st_size > 0

    def test_refuses_a_folder_and_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        refused(WrongStore, tmp_path, "this is no file")
        refused(Unwritable, tmp_path / "nowhere" / "memory.db", "the folder is not there")
        refused(WrongStore, tmp_path / "nowhere" / "memory.db", "there is no memory here", read_only=True)
        (tmp_path / "file").touch()
        refused(Unwritable, tmp_path / "file" / "memory.db", "no memory can be made here")
        refused(WrongStore, tmp_path / "file" / "memory.db", "there is no memory here", read_only=True)

    def test_takes_any_name_for_a_file(self, tmp_path: Path) -> None:
        path = memory_at(tmp_path / "记忆 100%?mode=memory#1.db")
        assert [file.name for file in tmp_path.iterdir()] == [path.name]
        with open_memory(path, read_only=True) as memory:
            assert memory.stats().units == 20


class TestLocks:
    def test_says_that_another_process_writes_and_keeps_nothing(self, tmp_path: Path) -> None:
        path = memory_at(tmp_path / "memory.db")
        other = sqlite3.connect(path, isolation_level=None)
        with open_memory(path, timeout=0.1) as memory:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            with pytest.raises(WrongStore, match="another process writes to it") as caught:
                memory.add(story(1))
            assert 0.1 <= time.monotonic() - began < 5
            assert caught.value.file == str(path)
            # Whoever only reads is not held up.
            assert len(memory.find("第0篇第3句，园区开园。", source_language="zh", target_language="en")) == 5
            other.execute("ROLLBACK")
            assert memory.add(story(1)).added == 20
        other.close()

    def test_waits_for_another_process_to_end_its_writing(self, tmp_path: Path) -> None:
        path = memory_at(tmp_path / "memory.db")
        script = (
            f"import sqlite3, time; c = sqlite3.connect({str(path)!r}, isolation_level=None);"
            "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); time.sleep(0.5); c.execute('COMMIT')"
        )
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "locked\n"
            with open_memory(path) as memory:
                assert memory.add(story(1)).added == 20

    def test_does_not_write_what_was_opened_for_reading(self, tmp_path: Path) -> None:
        path = memory_at(tmp_path / "memory.db")
        with open_memory(path, read_only=True) as memory, pytest.raises(Unwritable, match="opened for reading"):
            memory.add(story(1))

    def test_says_so_when_it_was_closed(self, tmp_path: Path) -> None:
        memory = open_memory(memory_at(tmp_path / "memory.db"))
        memory.close()
        memory.close()
        with pytest.raises(WrongStore, match="the memory is closed"):
            memory.stats()


def sentences(number: int) -> Iterator[TranslationUnit]:
    for at in range(number):
        yield TranslationUnit((Variant("zh-CN", f"第{at}家企业入驻园区。"), Variant("en", f"Company {at} moved in.")))


LIMITED = """
import resource, signal, sys
from corpora.errors import DuizhaoError
from tm import TranslationUnit, Variant, open_memory
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
units = (TranslationUnit((Variant("zh", f"第{at}句。"), Variant("en", f"Sentence {at}."))) for at in range(60_000))
try:
    with open_memory(sys.argv[1]) as memory:
        memory.add_units(units)
except DuizhaoError as error:
    print(f"{type(error).__name__}: {error}")
"""


class TestDisk:
    def test_keeps_nothing_of_a_story_when_the_disk_is_full(self, tmp_path: Path) -> None:
        path = memory_at(tmp_path / "memory.db")
        store = SqliteStore(path)
        with Memory(store) as memory:
            before = list(memory.units())
            (pages,) = store._database.connection.execute("PRAGMA page_count").fetchone()
            store._database.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
            with pytest.raises(Unwritable, match="the disk is full") as caught:
                memory.add(story(1, sentences=2000))
            assert caught.value.file == str(path)
            assert list(memory.units()) == before
            store._database.connection.execute("PRAGMA max_page_count = 1000000")
            assert memory.add(story(1)).added == 20

    def test_keeps_of_an_import_what_was_safe_before_the_disk_was_full_and_goes_on_from_there(
        self, tmp_path: Path
    ) -> None:
        path = memory_at(tmp_path / "memory.db")
        store = SqliteStore(path)
        with Memory(store) as memory:
            (pages,) = store._database.connection.execute("PRAGMA page_count").fetchone()
            store._database.connection.execute(f"PRAGMA max_page_count = {pages + 500}")
            safe: list[int] = []
            with pytest.raises(Unwritable, match=r"the disk is full\. Make room and try again"):
                memory.add_units(sentences(12_000), progress=safe.append)
            assert safe == [5000]
            assert memory.stats().units == 5020
            store._database.connection.execute("PRAGMA max_page_count = 1000000")
            assert memory.add_units(sentences(12_000)).added == 7000
            assert list(memory.verify()) == []

    @pytest.mark.skipif(os.name != "posix", reason="limits the files of a process")
    def test_says_so_where_a_file_may_grow_no_further_and_keeps_whole_transactions(self, tmp_path: Path) -> None:
        path = memory_at(tmp_path / "memory.db")
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert re.fullmatch(r"Unwritable: .*memory\.db: the disk .*\n", done.stdout), done.stdout
        with open_memory(path) as memory:
            assert memory.stats().units % 5000 == 20
            assert list(memory.verify()) == []

    def test_leaves_nothing_behind_where_no_memory_can_be_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(schema, "STEPS", (("CREATE TABLE unit (", "never"),))
        with pytest.raises(WrongStore):
            open_memory(tmp_path / "memory.db")
        assert list(tmp_path.iterdir()) == []

    def read_all(self, path: Path) -> tuple[WrongStore | None, int]:
        """The error that reading all of a memory ends with, and the number of units that it gave."""
        try:
            with open_memory(path, read_only=True) as memory:
                units = list(memory.units())
                for tag in ("zh", "en"):
                    memory.concordance("1", language=tag, limit=2000)
                for unit in units:
                    memory.history(unit.id or 0)
                memory.stats()
        except WrongStore as error:
            return error, 0
        return None, len(units)

    def test_tells_of_damage_whatever_it_hits(self, tmp_path: Path) -> None:
        whole = memory_at(tmp_path / "whole.db", stories=60).read_bytes()
        page = 4096
        assert len(whole) > 40 * page
        found = 0
        for number in range(0, len(whole) // page, 7):
            path = tmp_path / f"{number}.db"
            keep = 100 if number == 0 else 0
            path.write_bytes(whole[: number * page + keep] + b"\xa5" * (page - keep) + whole[(number + 1) * page :])
            error, units = self.read_all(path)
            if error is None:
                # An index or a page that nothing stands on was hit: nothing that is read is lost.
                assert units == 1200
            else:
                assert error.file == str(path)
                assert "damaged" in str(error) or "cannot be used" in str(error)
                found += 1
        assert found >= 5


def without_rights(work: Callable[[], object]) -> str:
    """What some work returns, or the error it ends with, in a process that may write only what is its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            try:
                said = str(work())
            except DuizhaoError as error:
                said = f"{type(error).__name__}: {error}"
        except BaseException:
            said = traceback.format_exc()
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights are given up in a process of its own")
class TestRights:
    @pytest.fixture
    def folder(self) -> Iterator[Path]:
        # Not below pytest's own folder, which only its owner may enter.
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)
        shutil.rmtree(folder)

    def look(self, path: Path) -> int:
        with open_memory(path, read_only=True) as memory:
            found = memory.find("第0篇第3句，园区开园。", source_language="zh", target_language="en", limit=99)
            assert memory.concordance("园区", language="zh")
            return len(found) * 1000 + memory.stats().units

    def close(self, folder: Path) -> None:
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)

    def test_reads_from_a_folder_that_may_not_be_written(self, folder: Path) -> None:
        path = memory_at(folder / "memory.db", stories=2)
        self.close(folder)
        assert without_rights(lambda: self.look(path)) == "40040"
        assert [file.name for file in folder.iterdir()] == ["memory.db"]

    def test_reads_beside_a_writer_without_the_right_to_write(self, folder: Path) -> None:
        path = memory_at(folder / "memory.db")
        with open_memory(path) as writer:
            writer.add(story(1))
            self.close(folder)
            assert without_rights(lambda: self.look(path)) == "40040"

    def test_does_not_pass_over_changes_that_it_cannot_read(self, folder: Path) -> None:
        path = memory_at(folder / "memory.db")
        with open_memory(path) as writer:
            writer.add(story(1))
            copy = folder / "copy"
            copy.mkdir()
            for name in ("memory.db", "memory.db-wal"):
                shutil.copy(folder / name, copy / name)
        self.close(copy)
        said = without_rights(lambda: self.look(copy / "memory.db"))
        # Newer releases of SQLite read the changes without the shared index; none may leave them out.
        assert said == "40040" or said.startswith(
            f"WrongStore: {copy / 'memory.db'}: the memory cannot be opened where it is. Copy it"
        )
        copy.chmod(0o755)

    def test_refuses_at_once_to_open_for_writing_what_may_not_be_written(self, folder: Path) -> None:
        path = memory_at(folder / "memory.db")
        self.close(folder)
        refusal = f"Unwritable: {path}: the memory or its folder may not be written."
        assert without_rights(lambda: open_memory(path)).startswith(refusal)

    def test_makes_none_in_a_folder_that_may_not_be_written(self, folder: Path) -> None:
        folder.chmod(0o555)
        path = folder / "memory.db"
        assert without_rights(lambda: open_memory(path)).startswith(f"Unwritable: {path}: ")

    def test_refuses_a_file_that_may_not_be_read(self, folder: Path) -> None:
        path = memory_at(folder / "memory.db")
        path.chmod(0o000)
        said = without_rights(lambda: open_memory(path, read_only=True))
        assert said.startswith(f"WrongStore: {path}: the memory may not be opened. Ask for the right to read it.")


# Adds stories and says which are safe; two dots tell that it has begun.
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext
from tm import open_memory

path, first, count = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
print("..", flush=True)
sys.stdin.readline()
with open_memory(path) as memory:
    for number in range(first, first + count):
        lines = range(20)
        memory.add(
            Bitext(
                "zh-CN",
                "en",
                tuple(Segment(f"第{number}篇第{line}句，园区开园。") for line in lines),
                tuple(Segment(f"Story {number}, sentence {line}: the park opened.") for line in lines),
                tuple(Bead((line,), (line,)) for line in lines),
                Article("zh-CN", (), name=f"{number}.zh.html"),
                Article("en", (), name=f"{number}.en.html"),
            )
        )
        print(number, flush=True)
"""


def writer(path: Path, first: int, count: int) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(ROOT), str(path), str(first), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "..\n"
    return process


def begin(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_several_processes_make_one_memory_and_add_to_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    # The last one adds the stories of the first, too: only one of the two is to add them.
    processes = [writer(path, first, 15) for first in (0, 15, 30, 0)]
    for process in processes:
        begin(process)
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with open_memory(path, read_only=True) as memory:
        assert [story.units for story in memory.articles()] == [20] * 45
        assert sorted(found.pair.source_article for found in memory.articles()) == sorted(
            f"{number}.zh.html" for number in range(45)
        )


READER = """
import sys
from tm import open_memory
with open_memory(sys.argv[1], read_only=True) as memory:
    print("ready", flush=True)
    last = 0
    while last < 20_000:
        units = memory.stats().units
        found = memory.find("第7家企业入驻园区。", source_language="zh-CN", target_language="en", limit=1)
        assert units >= last and units % 5000 == 0, units
        assert not units or found[0].score == 100, found
        last = units
print("done")
"""


def test_several_processes_read_whole_states_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "memory.db"
    with open_memory(path) as memory:
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, str(path)],
                cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            for _ in range(3)
        ]  # fmt: skip
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        memory.add_units(sentences(20_000))
        assert [reader.communicate(timeout=60)[0] for reader in readers] == ["done\n"] * 3
        assert list(memory.verify()) == []


def test_a_process_killed_while_adding_leaves_whole_stories_and_all_that_were_safe(tmp_path: Path) -> None:
    chance = random.Random(20230803)
    path = tmp_path / "memory.db"
    killed_at: set[int] = set()
    for round_number in range(12):
        first = round_number * 1000
        process = writer(path, first, 1000)
        begin(process)
        assert process.stdout is not None
        # Some die while the memory is opened, most in the middle of a story.
        safe = [process.stdout.readline() for _ in range(chance.randrange(12) if round_number % 3 else 0)]
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        rest, _ = process.communicate(timeout=60)
        told = [int(number) for number in re.findall(r"\d+(?=\n)", "".join(safe) + rest)]
        killed_at.add(len(told))
        with open_memory(path) as memory:
            held = {found.pair.source_article: found.units for found in memory.articles()}
            assert set(held.values()) <= {20}
            assert {f"{number}.zh.html" for number in told} <= set(held)
            # At most the one that was being said to be safe.
            assert len([name for name in held if first <= int(name.split(".")[0]) < first + 1000]) <= len(told) + 1
            assert len(list(memory.units())) == 20 * len(held)
            assert memory.stats().languages in ((("en", 20 * len(held)), ("zh-CN", 20 * len(held))), ())
            memory.add(story(first))
            assert memory.add(story(first)).unchanged == 20
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
    assert len(killed_at) > 3


IMPORT = """
import sys
from tm import TranslationUnit, Variant, open_memory
units = (
    TranslationUnit((Variant("zh-CN", f"第{at}家企业今年入驻园区。"), Variant("en", f"Company {at} moved in this year.")))
    for at in range(int(sys.argv[2]))
)
with open_memory(sys.argv[1]) as memory:
    print("ready", flush=True)
    memory.add_units(units, editor="周敏", at="2026-01-01T00:00:00Z", why="old.tmx")
"""


def test_an_import_killed_at_20_moments_and_done_again_holds_every_unit_once(tmp_path: Path) -> None:
    file, number, chance = tmp_path / "memory.db", 30_000, random.Random(9)
    killed, kept = 0, 0
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", IMPORT, str(file), str(number)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.6))
        process.kill()
        killed += process.wait() != 0
        process.stdout.close()
        with open_memory(file) as memory:
            units = memory.stats().units
            assert units >= kept, "a unit that was committed is lost"
            kept = units
            found = memory.find("第7家企业今年入驻园区。", source_language="zh-CN", target_language="en")
            assert [match.score for match in found[:1]] == ([100] if kept else [])
    assert killed > 5, "the import is too fast to be killed"
    subprocess.run([sys.executable, "-c", IMPORT, str(file), str(number)], cwd=ROOT, check=True, capture_output=True)
    with open_memory(file) as memory:
        texts = [unit.source.text for unit in memory.units()]
        assert sorted(texts) == sorted(f"第{at}家企业今年入驻园区。" for at in range(number))
        assert list(memory.verify()) == []
        found = memory.find("第29999家企业今年入驻园区。", source_language="zh-CN", target_language="en")
        assert found[0].target.text == "Company 29999 moved in this year."
