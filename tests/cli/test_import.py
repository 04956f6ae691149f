"""The memories of other tools brought in on the command line."""

import gzip
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tm import TranslationUnit, Variant, open_memory

Run = Callable[..., tuple[int, str, str]]

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "import.json"
HEAD = '<?xml version="1.0"?>\n<tmx version="1.4">\n<header srclang="zh-CN"/>\n<body>\n'
END = "</body>\n</tmx>\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> None:
    monkeypatch.chdir(tmp_path)
    assert duizhao("init")[0] == 0


def tu(chinese: str, english: str, *, language: str = "en", props: str = "") -> str:
    return (
        f'<tu>{props}<tuv xml:lang="zh-CN"><seg>{chinese}</seg></tuv>'
        f'<tuv xml:lang="{language}"><seg>{english}</seg></tuv></tu>\n'
    )


OPENED, MOVED = tu("产业园开园。", "The park opened."), tu("50家企业入驻。", "Fifty companies moved in.")


def tmx(name: str, *units: str, end: str = END) -> str:
    Path(name).write_text(HEAD + "".join(units) + end, "utf-8")
    return name


def texts() -> list[str]:
    with open_memory("memory.db", read_only=True) as memory:
        return [unit.source.text for unit in memory.units()]


def records(out: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    return found


def test_what_came_in_is_said_and_the_second_time_nothing_does(duizhao: Run) -> None:
    file = tmx("old.tmx", OPENED, MOVED, OPENED)
    assert duizhao("import", file) == (0, "old.tmx: 3 units, 2 added, 1 there already.\n", "")
    code, out, err = duizhao("import", file, "--json")
    assert (code, err) == (0, "")
    assert records(out) == [
        {"file": file, "format": "tmx", "units": 3, "added": 0, "duplicates": 3, "skipped": [], "notices": []}
    ]
    assert texts() == ["产业园开园。", "50家企业入驻。"]
    code, out, _ = duizhao("find", "产业园开园。", "--json")
    assert (code, json.loads(out)[0]["matches"][0]["target"]) == (0, "The park opened.")


def test_what_did_not_come_in_is_named_with_its_line(duizhao: Run) -> None:
    file = tmx("old.tmx", OPENED, tu("下雨了。", " "), tu("晴。", "Fine.", language="e!"), MOVED)
    code, out, err = duizhao("import", file)
    assert (code, out) == (3, "old.tmx: 2 units, 2 added, 0 there already.\n")
    assert err == (
        "duizhao: old.tmx:6: the text in en is empty. The unit was left out.\n"
        "duizhao: old.tmx:7: 'e!' is no language tag. The unit was left out.\n"
    )
    assert records(duizhao("import", file, "--json")[1])[0]["skipped"] == [
        {"line": 6, "reason": "the text in en is empty"},
        {"line": 7, "reason": "'e!' is no language tag"},
    ]


def test_of_many_units_left_out_a_person_sees_the_first(duizhao: Run) -> None:
    code, _, err = duizhao("import", tmx("old.tmx", OPENED, *[tu("雨", "")] * 30))
    assert code == 3
    assert len(err.splitlines()) == 21
    assert err.endswith("duizhao: old.tmx: 10 units more left out; --json names all.\n")


def test_a_file_that_breaks_keeps_what_stands_before_and_the_next_file_comes_in(duizhao: Run) -> None:
    broken, whole = tmx("broken.tmx", OPENED, "<tu>", end=""), tmx("whole.tmx", MOVED)
    code, out, err = duizhao("import", broken, whole, "none.tmx", "--json")
    assert code == 3
    first, second = records(out)
    assert [first["added"], second["added"]] == [1, 1]
    assert json.loads(json.dumps(first["skipped"]))[0]["line"] == 6
    assert "; the rest was not read" in json.dumps(first["skipped"])
    assert "broken.tmx:6: broken XML (" in err
    assert "What stands before it came in." in err
    assert "none.tmx: there is no such file" in err
    assert texts() == ["产业园开园。", "50家企业入驻。"]


def test_a_large_file_is_read_ahead_and_nothing_else_is_different(
    duizhao: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = [tu(f"第{at}家企业入驻。", f"Company {at} moved in.") for at in range(7000)]
    doubled = tu("晴。", 'Fine.</seg></tuv><tuv xml:lang="en"><seg>Sunny.')
    file = tmx("large.tmx", *units, doubled, tu("雨", ""), "<tu>", end="")
    here = duizhao("import", file, "--dry-run", "--json")
    monkeypatch.setattr("cli.incoming._LARGE", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert duizhao("import", file, "--dry-run", "--json") == here
    assert here[0] == 3
    (record,) = records(here[1])
    assert (record["units"], record["added"]) == (7002, 7002)


def test_where_nothing_can_be_read_nothing_is_said_to_have_come_in(duizhao: Run) -> None:
    Path("page.tmx").write_text("<html></html>", "utf-8")
    code, out, err = duizhao("import", "page.tmx", "--json")
    assert (code, out) == (2, "")
    assert err == "duizhao: page.tmx: this is no TMX: it has neither header nor unit. Give a TMX file.\n"
    code, _, err = duizhao("import", "memory.sdltm")
    assert (code, err) == (
        2,
        "duizhao: memory.sdltm: no format for units is known by .sdltm. Use .tmx or .tsv or .po.\n",
    )


def test_a_file_without_units_is_answered_by_no(duizhao: Run) -> None:
    assert duizhao("import", tmx("empty.tmx")) == (1, "empty.tmx: 0 units, 0 added, 0 there already.\n", "")


def test_a_dry_run_says_what_would_come_in_and_changes_nothing(duizhao: Run) -> None:
    duizhao("import", tmx("old.tmx", OPENED))
    before = Path("memory.db").read_bytes()
    code, out, _ = duizhao("import", tmx("new.tmx", OPENED, MOVED, MOVED), "--dry-run")
    assert (code, out) == (0, "new.tmx: 3 units, 1 would be added, 2 there already.\n")
    assert Path("memory.db").read_bytes() == before
    assert duizhao("import", "new.tmx", "--dry-run", "--memory", "other.db")[1] == (
        "new.tmx: 3 units, 2 would be added, 1 there already.\n"
    )
    assert not Path("other.db").exists()


def test_units_say_where_they_come_from_and_an_import_is_taken_back(duizhao: Run) -> None:
    said = tu("晴。", "Fine.", props='<prop type="x-Domain">weather</prop>')
    file = tmx("old.tmx", OPENED, said)
    duizhao("import", file, "--domain", "news", "--client", "新区", "--editor", "周敏")
    with open_memory("memory.db", read_only=True) as memory:
        units = list(memory.units())
    assert [(unit.domain, unit.client, unit.provenance.editor) for unit in units] == [
        ("news", "新区", "周敏"),
        ("weather", "新区", "周敏"),
    ]
    assert "周敏  old.tmx" in duizhao("memory", "changes")[1]
    assert duizhao("memory", "undo", 1)[0] == 0
    assert texts() == []
    duizhao("import", file, "--why", "from the archive")
    assert "from the archive" in duizhao("memory", "changes")[1]


def test_languages_that_the_workspace_does_not_know_are_told(duizhao: Run) -> None:
    french = tu("晴。", "Il fait beau.", language="fr")
    assert duizhao("import", tmx("old.tmx", OPENED, french, tu("雨", "Pluie", language="fr-CA")))[1] == (
        "old.tmx: 3 units, 3 added, 0 there already.\n  languages that the workspace does not use: fr 1, fr-CA 1.\n"
    )
    (record,) = records(duizhao("import", tmx("french.tmx", french), "--json")[1])
    assert record["notices"] == [
        "languages that the workspace does not use: fr 1",
        "no unit is in both zh-CN and en, the languages of the workspace",
    ]


def test_a_packed_file_and_a_pipe_come_in(duizhao: Run) -> None:
    Path("old.tmx.gz").write_bytes(gzip.compress(Path(tmx("old.tmx", OPENED)).read_bytes()))
    assert duizhao("import", "old.tmx.gz")[1] == "old.tmx.gz: 1 unit, 1 added, 0 there already.\n"
    command = [sys.executable, "-c", "import sys; from cli.main import run; sys.exit(run(sys.argv[1:]))", "import", "-"]
    done = subprocess.run(command, input=Path("old.tmx").read_bytes(), capture_output=True, timeout=60, env=env())
    assert done.stdout.decode() == "-: 1 unit, 0 added, 1 there already.\n"


def test_a_table_of_two_columns_comes_in_in_the_languages_of_the_workspace_or_others(duizhao: Run) -> None:
    Path("pairs.tsv").write_text("产业园开园。\tThe park opened.\n下雨了。\n", "utf-8")
    code, out, err = duizhao("import", "pairs.tsv")
    assert (code, out) == (3, "pairs.tsv: 1 unit, 1 added, 0 there already.\n")
    assert err == "duizhao: pairs.tsv:2: not two columns. The unit was left out.\n"
    Path("pairs.tsv").write_text("晴。\tBeau temps.\n", "utf-8")
    duizhao("import", "pairs.tsv", "--target-lang", "fr")
    with open_memory("memory.db", read_only=True) as memory:
        assert [unit.variants[1].language for unit in memory.units()] == ["en", "fr"]
    code, _, err = duizhao("import", "pairs.tsv", "--target-lang", "zh_cn")
    assert (code, err) == (
        2,
        "duizhao: both columns are in zh-CN. Name the language of each with --source-lang and --target-lang.\n",
    )


def env() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"}


def test_what_we_export_comes_in_again_whole(duizhao: Run) -> None:
    with open_memory("memory.db") as memory:
        variants = (Variant("zh-CN", "产业园开园。"), Variant("en", "The park opened."))
        neighbours = {"before": "晴。", "after": "雨。"}
        unit = TranslationUnit(variants, flags=frozenset({"partial"}), domain="news", client="新区", **neighbours)  # type: ignore[arg-type]
        memory.add_units([unit], editor="周敏", at="2026-01-01T08:00:00Z")
        before = list(memory.units())
    assert duizhao("export", "memory.tmx")[0] == 0
    assert duizhao("import", "memory.tmx")[1] == "memory.tmx: 1 unit, 0 added, 1 there already.\n"
    assert duizhao("import", "memory.tmx", "--memory", "other.db", "--editor", "nobody")[0] == 0
    with open_memory("other.db", read_only=True) as memory:
        assert list(memory.units()) == before


def test_a_bilingual_tmx_is_checked(duizhao: Run) -> None:
    file = tmx("old.tmx", OPENED, tu("50家企业入驻。", "Sixty companies moved in."))
    code, out, _ = duizhao("check", file, "--json")
    assert code == 1
    (finding,) = json.loads(out)["findings"]
    assert (finding["rule"], finding["segment"]) == ("number.value", 1)


def test_a_unit_of_a_bilingual_tmx_that_cannot_be_checked_is_named(duizhao: Run) -> None:
    file = tmx("old.tmx", tu("下雨了。", ""), OPENED)
    code, out, err = duizhao("check", file, "--json")
    assert (code, err) == (0, "duizhao: old.tmx:5: the text in en is empty. The unit is left out.\n")
    assert json.loads(out)["findings"] == []


def test_a_forbidden_term_is_put_right_within_a_tmx(duizhao: Run) -> None:
    Path("terms.csv").write_text("zh-CN,en,en:forbidden\n产业园,Industrial Park,The park\n", "utf-8")
    duizhao("terms", "import", "terms.csv")
    file = tmx("old.tmx", OPENED, MOVED)
    code, out, _ = duizhao("fix", file)
    assert (code, out.splitlines()[0]) == (0, "old.tmx:5:74  term.forbidden  The park -> Industrial Park")
    assert out.splitlines()[1].startswith("1 fix made.")
    fixed = HEAD + OPENED.replace("The park", "Industrial Park") + MOVED + END
    assert Path(file).read_text("utf-8") == fixed


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_import_that_was_killed_is_simply_done_again(duizhao: Run) -> None:
    number = 60_000
    file = tmx("large.tmx", *[tu(f"第{at}家企业入驻。", f"Company {at} moved in.") for at in range(number)])
    command = [
        sys.executable,
        "-c",
        "import sys; from cli.main import run; sys.exit(run(sys.argv[1:]))",
        "import",
        file,
    ]
    process = subprocess.Popen(command, env=env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if Path("memory.db-wal").exists() and len(texts()) >= 5000:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = len(texts())
    assert 5000 <= kept < number
    assert kept % 5000 == 0
    (record,) = records(duizhao("import", file, "--json")[1])
    assert (record["units"], record["added"], record["duplicates"]) == (number, number - kept, kept)
    assert len(texts()) == number
    assert duizhao("memory", "verify")[0] == 0
