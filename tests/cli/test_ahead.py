"""Work that is done in another process."""

import multiprocessing
import os
from itertools import count, islice
from pathlib import Path

import pytest

from cli.ahead import work_ahead
from cli.incoming import read_batches
from corpora.errors import Unreadable, WrongFormat


def test_what_is_made_elsewhere_comes_in_its_order() -> None:
    assert list(work_ahead(range, 100)) == list(range(100))
    assert list(work_ahead(range, 0)) == []


def test_who_has_enough_ends_the_work() -> None:
    made = work_ahead(count, 5)
    assert list(islice(made, 3)) == [5, 6, 7]
    assert len(multiprocessing.active_children()) == 1
    made.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_an_error_comes_after_what_was_made_before_it(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        list(work_ahead(read_batches, str(tmp_path / "none.tmx"), ("zh", "en")))
    file = tmp_path / "a.tmx"
    file.write_text('<tmx version="1.4"><header srclang="zh"/>\n<body><tu/>\n<tu>', "utf-8")
    made = work_ahead(read_batches, str(file), ("zh", "en"))
    assert next(made).skipped == [(2, "the unit is not in two languages")]
    with pytest.raises(WrongFormat, match=r"a\.tmx:3: broken XML"):
        next(made)


def test_a_process_that_was_ended_is_told() -> None:
    with pytest.raises(Unreadable, match="the process that read the file was ended"):
        list(work_ahead(os._exit, 3))
