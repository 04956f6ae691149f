"""What was done to a memory is listed, taken back, copied and put back."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.errors import Invalid, NothingFound, Unwritable, WrongStore
from tm import Memory, TranslationUnit, Variant, open_memory
from tm.sqlite.copying import backup_memory, restore_memory
from tm.store import Change


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as memory:
        yield memory


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit((Variant("zh-CN", source), Variant("en", target)))


PARK = unit("产业园三月开园。", "The park opened in March.")
ROBOTS = unit("1000台机器人上岗。", "A thousand robots started work.")


def texts(memory: Memory) -> list[str]:
    return [one.variants[1].text for one in memory.units()]


def test_an_import_in_many_transactions_is_one_revision(memory: Memory) -> None:
    units = (unit(f"第{at}家企业入驻。", f"Company {at} moved in.") for at in range(12_000))
    memory.add_units(units, editor="周敏", at="2026-01-01T00:00:00Z", why="old.tmx")
    memory.add_units([PARK], editor="周敏", at="2026-01-02T00:00:00Z", why="new.tmx")
    new, old = memory.revisions()
    assert (new.why, new.counts) == ("new.tmx", (("added", 1),))
    assert (old.numbers, old.why, old.counts) == ((1, 2, 3), "old.tmx", (("added", 12_000),))
    assert memory.undo(2, editor="李丽") == {"removed": 12_000, "restored": 0, "added": 0, "kept": 0}
    assert texts(memory) == ["The park opened in March."]
    assert memory.revisions(limit=1)[0].why == "undo of change 3"


def test_a_removal_is_taken_back_and_so_is_that(memory: Memory) -> None:
    memory.add_units([PARK, ROBOTS], at="2026-01-01T00:00:00Z")
    memory.remove([1], why="clean", at="2026-01-02T00:00:00Z")
    assert texts(memory) == ["A thousand robots started work."]
    assert memory.undo(2, at="2026-01-03T00:00:00Z")["added"] == 1
    assert sorted(texts(memory)) == ["A thousand robots started work.", "The park opened in March."]
    assert memory.undo(3, at="2026-01-04T00:00:00Z")["removed"] == 1
    assert texts(memory) == ["A thousand robots started work."]


def test_what_was_touched_since_stays(memory: Memory) -> None:
    memory.add_units([PARK, ROBOTS], at="2026-01-01T00:00:00Z")
    with memory._store.write(at="2026-01-02T00:00:00Z", editor="李丽", why="a note"):
        (one,) = memory._store.get([1])
        memory._store.update(TranslationUnit(one.variants, one.provenance, notes=("of 2023",), id=1))
    assert memory.undo(1) == {"removed": 1, "restored": 0, "added": 0, "kept": 1}
    assert texts(memory) == ["The park opened in March."]
    assert memory.undo(2) == {"removed": 0, "restored": 1, "added": 0, "kept": 0}
    assert memory.get(1).notes == ()


def test_no_change_of_that_number(memory: Memory) -> None:
    with pytest.raises(NothingFound, match="no change 7"):
        memory.undo(7)


def test_what_is_compacted_is_gone_for_good(memory: Memory) -> None:
    memory.add_units([PARK, ROBOTS])
    memory.remove([1])
    assert memory.compact() == 1
    assert memory.history(1) == []
    assert memory.undo(1)["removed"] == 1
    assert list(memory.verify()) == []


def test_an_undoing_that_is_cut_short_is_done_again(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.add_units(
        (unit(f"第{at}家。", f"No. {at}.") for at in range(12_000)), at="2026-01-01T00:00:00Z", why="a.tmx"
    )
    done = memory._store.events
    with monkeypatch.context() as patched:

        def events(number: int) -> list[Change]:
            if number == 1:
                raise KeyboardInterrupt
            return done(number)

        patched.setattr(memory._store, "events", events)
        with pytest.raises(KeyboardInterrupt):
            memory.undo(2, at="2026-01-02T00:00:00Z")
    assert memory.stats().units == 5000
    assert memory.undo(2, at="2026-01-03T00:00:00Z") == {"removed": 5000, "restored": 0, "added": 0, "kept": 0}
    assert memory.stats().units == 0
    memory.undo(5, at="2026-01-04T00:00:00Z")
    memory.undo(6, at="2026-01-05T00:00:00Z")
    assert list(memory.verify()) == []


def test_a_removal_of_many_units_is_one_revision(memory: Memory) -> None:
    memory.add_units(unit(f"第{at}家。", f"No. {at}.") for at in range(12_000))
    assert memory.remove(range(1, 11_001), why="clean") == 11_000
    assert [revision.counts for revision in memory.revisions()] == [(("removed", 11_000),), (("added", 12_000),)]
    assert memory.undo(memory.revisions()[0].numbers[1], at="2026-01-02T00:00:00Z")["added"] == 11_000
    assert memory.stats().units == 12_000


def test_the_history_of_those_that_stay_outlives_a_compaction(memory: Memory) -> None:
    memory.add_units([unit(f"第{at}家企业。", f"Company {at}.") for at in range(1, 7)], editor="周敏", why="six.tmx")
    memory.remove([1, 3, 4])
    before = [memory.history(number) for number in (2, 5, 6)]
    assert memory.compact() == 3
    assert [memory.history(number) for number in range(1, 7)] == [[], before[0], [], [], *before[1:]]
    assert [revision.counts for revision in memory.revisions()] == [(("added", 3),)]
    assert list(memory.verify()) == []
    assert memory.undo(1)["removed"] == 3


def test_other_texts_make_another_unit_whose_history_goes_on(memory: Memory) -> None:
    memory.add_units([PARK, ROBOTS], editor="周敏", at="2026-01-01T00:00:00Z")
    park = memory.get(1)
    better = replace(park, variants=(park.source, Variant("en", "The park opened its doors in March.")))
    number = memory.edit(better, editor="李丽", at="2026-01-02T00:00:00Z", why="style")
    assert number == 3
    assert texts(memory) == ["A thousand robots started work.", "The park opened its doors in March."]
    assert (memory.get(3).provenance.editor, memory.get(3).provenance.changed) == ("李丽", "2026-01-02T00:00:00Z")
    assert [(event.unit, event.what, event.editor, event.continues) for event in memory.history(3)] == [
        (1, "added", "周敏", None),
        (1, "replaced", "李丽", None),
        (3, "added", "李丽", 1),
    ]
    assert memory.history(3)[1].former == park
    assert len(memory.history(1)) == 2
    # The edit is taken back, and that too.
    assert memory.undo(2, at="2026-01-03T00:00:00Z") == {"removed": 1, "restored": 0, "added": 1, "kept": 0}
    assert sorted(texts(memory)) == ["A thousand robots started work.", "The park opened in March."]
    memory.undo(3, at="2026-01-04T00:00:00Z")
    assert sorted(texts(memory)) == ["A thousand robots started work.", "The park opened its doors in March."]
    assert [event.unit for event in memory.history(5)] == [1, 1, 3, 3, 5]


def test_other_particulars_stay_under_the_id(memory: Memory) -> None:
    memory.add_units([PARK], editor="周敏", at="2026-01-01T00:00:00Z")
    assert memory.edit(memory.get(1), editor="李丽", at="2026-01-02T00:00:00Z") == 1
    assert len(memory.history(1)) == 1
    memory.edit(replace(memory.get(1), notes=("引用前核对。",), client="媒体中心"), editor="李丽")
    assert (memory.get(1).notes, memory.get(1).client) == (("引用前核对。",), "媒体中心")
    assert memory.undo(2)["restored"] == 1
    assert memory.get(1).client == ""


def test_a_unit_edited_into_another_is_that_one(memory: Memory) -> None:
    memory.add_units([PARK, ROBOTS])
    assert memory.edit(replace(memory.get(1), variants=ROBOTS.variants)) == 2
    assert texts(memory) == ["A thousand robots started work."]
    with pytest.raises(Invalid, match="no unit 1"):
        memory.edit(replace(PARK, id=1))
    with pytest.raises(Invalid, match="without an id"):
        memory.edit(PARK)


def test_what_happened_twice_in_one_change_is_taken_back_to_the_beginning(memory: Memory) -> None:
    memory.add_units([PARK])
    with memory._store.write(at="2026-01-02T00:00:00Z", editor="李丽", why="notes"):
        for notes in (("one",), ("one", "two")):
            memory._store.update(replace(memory.get(1), notes=notes))
    with memory._store.write(at="2026-01-03T00:00:00Z", editor="李丽", why="came and went"):
        number = memory._store.insert(ROBOTS)
        memory._store.remove([number], what="removed")
    assert memory.undo(2) == {"removed": 0, "restored": 1, "added": 0, "kept": 0}
    assert memory.get(1).notes == ()
    assert memory.undo(3) == {"removed": 0, "restored": 0, "added": 0, "kept": 0}
    assert texts(memory) == ["The park opened in March."]


def test_a_backup_is_made_while_the_memory_is_used(memory: Memory, tmp_path: Path) -> None:
    memory.add_units([PARK])
    with memory._store.write(at="", editor="", why=""):
        memory._store.insert(ROBOTS)
        assert backup_memory(tmp_path / "memory.db", tmp_path / "copy.db") > 0
    with open_memory(tmp_path / "copy.db", read_only=True) as copied:
        assert texts(copied) == ["The park opened in March."]
        assert list(copied.verify()) == []
    with pytest.raises(Unwritable, match="there is a file of that name"):
        backup_memory(tmp_path / "memory.db", tmp_path / "copy.db")


def test_a_backup_is_put_back_and_the_old_one_kept(tmp_path: Path) -> None:
    file, saved = tmp_path / "memory.db", tmp_path / "copy.db"
    with open_memory(file) as memory:
        memory.add_units([PARK])
        backup_memory(file, saved)
        memory.add_units([ROBOTS])
    kept = restore_memory(saved, file)
    assert kept == tmp_path / "memory.db.before-1"
    with open_memory(file) as memory, open_memory(kept) as old:
        assert texts(memory) == ["The park opened in March."]
        assert texts(old) == ["The park opened in March.", "A thousand robots started work."]
    assert restore_memory(saved, tmp_path / "new.db") is None


def test_a_memory_in_use_is_not_replaced_and_a_damaged_one_is(tmp_path: Path) -> None:
    file, saved = tmp_path / "memory.db", tmp_path / "copy.db"
    with open_memory(file) as memory:
        memory.add_units([PARK])
        backup_memory(file, saved)
        memory.add_units([ROBOTS])
        with pytest.raises(WrongStore, match="the memory is in use"):
            restore_memory(saved, file)
        assert memory.stats().units == 2
    with open_memory(file, read_only=True) as memory:
        assert memory.stats().units == 2
        with pytest.raises(WrongStore, match="the memory is in use"):
            restore_memory(saved, file)
    file.write_bytes(b"\xff" * 9000)
    kept = restore_memory(saved, file)
    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 9000
    with open_memory(file) as memory:
        assert texts(memory) == ["The park opened in March."]


def test_a_damaged_backup_is_not_put_back(tmp_path: Path) -> None:
    file, saved = tmp_path / "memory.db", tmp_path / "copy.db"
    with open_memory(file) as memory:
        memory.add_units([PARK])
    backup_memory(file, saved)
    with sqlite3.connect(saved) as connection:
        connection.execute("UPDATE folded SET key = 'x'")
    before = file.read_bytes()
    with pytest.raises(WrongStore, match="the backup is damaged"):
        restore_memory(saved, file)
    assert file.read_bytes() == before
