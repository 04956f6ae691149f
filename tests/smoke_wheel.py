"""The wheel works where the source is not: built, installed alone, run in a folder with names like its own.

Run by `make check`; not a pytest test, for it builds and installs.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
NEEDED = (
    "corpora/py.typed",
    "corpora/alignment/weights.npz",
    "corpora/samples/glossary.csv",
    "corpora/segmentation/rules/zh.yaml",
    "corpora/readers/sites/",
    "styles/house/rules/news-en/house.yaml",
    "styles/house/rules/news-zh/house.yaml",
    "styles/pages/themes/",
)


def main() -> None:
    """Builds, looks inside, installs, and runs the demonstration."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)])
        wheel = next(folder.glob("duizhao-*.whl"))
        look_inside(wheel)
        python = folder / "venv" / "bin" / "python"
        run([sys.executable, "-m", "venv", str(folder / "venv")])
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        run([*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")])
        run([*install, "--no-deps", str(wheel)])
        elsewhere = folder / "elsewhere"
        for floor in ("tm", "corpora", "styles", "cli"):
            (elsewhere / floor).mkdir(parents=True)
        program = str(python.with_name("duizhao"))
        run([program, "demo", "demo"], cwd=elsewhere)
        run([program, "demo", "demo"], cwd=elsewhere)
        for made in ("memory.tmx", "draft.xlf", "index.html"):
            if not (elsewhere / "demo" / made).stat().st_size:
                raise SystemExit(f"demo/{made} is empty")
    print("the wheel works")


def look_inside(wheel: Path) -> None:
    """The wheel holds the data that the program reads, and no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in NEEDED:
        if not any(name.startswith(needed) for name in names):
            raise SystemExit(f"the wheel lacks {needed}")
    strangers = [name for name in names if name.split("/")[0] not in ("cli", "corpora", "styles", "tm")]
    strangers = [name for name in strangers if ".dist-info/" not in name]
    if strangers or any("/test" in name for name in names):
        raise SystemExit(f"the wheel holds {strangers or 'tests'}")


def run(command: list[str], *, cwd: Path | None = None) -> None:
    """Runs a command and stops with what it said where it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}\n{result.stdout}\n{result.stderr}")


if __name__ == "__main__":
    main()
