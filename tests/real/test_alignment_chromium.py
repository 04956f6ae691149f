"""The page of an alignment as a real browser lays it out, with its script and without."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from corpora.alignment.places import Place
from corpora.alignment.reasons import Reason
from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.pages.alignment import render_alignment

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed here")

Told = Callable[..., dict[str, Any]]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --dump-dom"
)
# A frame of the width asked for is a viewport of its own, whatever the least width of the window is.
FRAME = """<!DOCTYPE html><body><script>
const frame = document.createElement("iframe");
frame.style = "border:0;width:%dpx;height:900px";
frame.srcdoc = %s;
frame.onload = () => {
  const page = frame.contentDocument, view = frame.contentWindow;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const seen = (one) => one.getClientRects().length > 0;
  const box = (selector) => page.querySelector(selector).getBoundingClientRect();
  const press = (key) => page.body.dispatchEvent(new view.KeyboardEvent("keydown", {key, bubbles: true}));
  const beads = () => all(".bead").filter(seen).map((one) => one.id);
  const told = {
    scroll: page.scrollingElement.scrollWidth,
    source: box("#b1 .source").left, target: box("#b1 .target").left, below: box("#b1 .target").top - box("#b1 .source").top,
    all: beads(), dir: view.getComputedStyle(page.querySelector("#b1 .target")).direction,
  };
  all("#b1 .source .shared")[0].dispatchEvent(new view.PointerEvent("pointerover", {bubbles: true}));
  told.lit = all(".on").map((one) => one.textContent);
  page.getElementById("show-eye").click(); told.eye = beads();
  page.getElementById("show-null").click(); told.null = beads();
  page.getElementById("show-all").click();
  told.steps = ["j", "j", "j", "k"].map((key) => (press(key), page.activeElement.id));
  press("e"); told.hidden = all(".why").filter(seen).length;
  press("e"); told.shown = all(".why").filter(seen).length;
  document.body.textContent = JSON.stringify(told);
};
document.body.append(frame);
</script>"""


def page(*, count: int = 8, target_language: str = "en") -> str:
    source = tuple(
        Segment(f"渡船每天往返{number}个班次，网址是https://www.example.cn/2023/liangjiang/ferry/{'long' * 20}。")
        for number in range(count)
    )
    target = tuple(
        Segment(f"It makes {number} trips a day, see https://www.example.cn/2023/liangjiang/ferry/{'long' * 20}.")
        for number in range(count)
    )
    beads = [Bead((i,), (i,), 0.5 if i % 3 == 2 else 1.0) for i in range(count - 1)]
    beads += [Bead((count - 1,), ()), Bead((), (count - 1,))]
    held = [
        (Reason("numbers", 1.0, "for", f"numbers {i}", (Place(Span(6, 6 + len(str(i))), Span(9, 9 + len(str(i)))),)),)
        for i in range(count - 1)
    ]
    return render_alignment(Bitext("zh", target_language, source, target, tuple(beads)), held, doubtful=0.8)


def dump(folder: Path, html: str, *flags: str) -> str:
    (folder / "page.html").write_text(html, "utf-8")
    assert CHROMIUM is not None
    command = [
        CHROMIUM,
        *FLAGS.split(),
        *flags,
        f"--user-data-dir={folder / 'profile'}",
        (folder / "page.html").as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the page does in a viewport of a width."""

    def measure(width: int, **options: Any) -> dict[str, Any]:
        made = json.dumps(page(**options)).replace("</", "<\\/").replace("<!--", "<\\!--")
        out = dump(tmp_path_factory.mktemp("page"), FRAME % (width, made), "--virtual-time-budget=5000")
        found = re.search(r"<body>(\{.*\})</body>", out, re.S)
        assert found is not None, out[:2000]
        result: dict[str, Any] = json.loads(unescape(found[1]))
        return result

    return measure


@pytest.mark.parametrize("width", [320, 360, 400, 768, 1280])
def test_nothing_runs_over_the_edge_and_sides_stand_side_by_side_where_there_is_room(told: Told, width: int) -> None:
    found = told(width)
    assert found["scroll"] == width
    if width < 736:
        assert found["source"] == found["target"]
        assert found["below"] > 0
    else:
        assert found["source"] < width / 2 < found["target"]
        assert found["below"] == 0


def test_choices_keys_and_marks(told: Told) -> None:
    found = told(1280)
    assert found["all"] == [f"b{number}" for number in range(9)]
    assert found["eye"] == ["b2", "b5"]
    assert found["null"] == ["b7", "b8"]
    assert found["steps"] == ["b2", "b5", "b5", "b2"]
    assert found["lit"] == ["1", "1", "numbers 1"]
    assert (found["hidden"], found["shown"]) == (0, 7)


def test_arabic_runs_from_right_to_left(told: Told) -> None:
    assert told(1280, target_language="ar")["dir"] == "rtl"


def test_without_its_script_the_choices_work_and_a_bead_that_is_linked_to_is_never_hidden(tmp_path: Path) -> None:
    still = re.sub(r"<script>.*?</script>", "", page(), flags=re.S).replace(' id="show-all" checked', ' id="show-all"')
    still = still.replace('id="show-eye"', 'id="show-eye" checked')
    probe = """<script>location.hash = "b0"; document.body.textContent = JSON.stringify(
      [...document.querySelectorAll(".bead")].filter((one) => one.getClientRects().length).map((one) => one.id))</script></body>"""
    out = dump(tmp_path, still.replace("</body>", probe))
    assert re.search(r"<body>(.*)</body>", out, re.S)[1].strip() == '["b0","b2","b5"]'  # type: ignore[index]


def test_a_book_is_laid_out_in_seconds(tmp_path: Path) -> None:
    probe = """<script>const start = performance.now(); document.body.getBoundingClientRect();
      document.getElementById("show-eye").click(); document.body.getBoundingClientRect();
      document.body.textContent = Math.round(performance.now() - start);</script></body>"""
    made = page(count=5000)
    out = dump(tmp_path, made[: made.rindex("</body>")] + probe + "</html>")
    found = re.search(r"<body>(\d+)</body>", out)
    assert found is not None, out[:2000]
    assert int(found[1]) < 10_000
