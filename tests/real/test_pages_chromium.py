"""The bilingual page as a real browser lays it out."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from corpora.article import Article, Block, BlockKind, Origin, Segment
from corpora.bitext import Bead, Bitext
from styles.pages.html import render_bitext

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed here")

BLOCKS: tuple[tuple[BlockKind, str, str], ...] = (
    ("title", "两江新区人力资源和社会保障局举办数字产业专场招聘会", "Liangjiang New Area Holds Telecommunications Job Fair"),
    ("paragraph", "招聘会网址很长：https://www.example.cn/2023/liangjiang/recruitment/digital/industry/special.html。",
     "The address https://www.example.cn/2023/liangjiang/recruitment/digital/industry/special.html is long."),
    ("caption", "求职者在现场。罗静姝 摄", "Job seekers at the fair. (Photo/Luo Jingshu)"),
    ("paragraph", "“我们最缺的是人才。”他说。", "“What we lack most is talent,” he said."),
)  # fmt: skip
Layout = Callable[[int], dict[str, Any]]

# A frame of the width asked for is a viewport of its own, whatever the least width of the window is.
FRAME = """<!DOCTYPE html><body><script>
const frame = document.createElement("iframe");
frame.style = "border:0;width:%dpx;height:2000px";
frame.srcdoc = %s;
frame.onload = () => {
  const page = frame.contentDocument, seen = (one) => one.getClientRects().length > 0;
  const all = (selector) => [...page.querySelectorAll(selector)];
  const left = (selector) => all(selector).filter(seen).map((one) => one.getBoundingClientRect().left);
  const state = () => ({
    scroll: page.scrollingElement.scrollWidth,
    source: left(".row > .source"), target: left(".row > .target"),
    on: all(".on").map((one) => one.textContent), peek: page.querySelector(".peek").textContent,
  });
  const told = {both: state()};
  all("[data-bead='3']")[0].dispatchEvent(new frame.contentWindow.PointerEvent("pointerover", {bubbles: true}));
  told.hovered = state();
  page.getElementById("view-source").click(); told.source = state();
  page.getElementById("view-target").click(); told.target = state();
  all(".target [data-bead='3']")[0].click(); told.tapped = state();
  document.body.textContent = JSON.stringify(told);
};
document.body.append(frame);
</script>"""


def page() -> str:
    kinds = [kind for kind, _, _ in BLOCKS]
    sides = [[source for _, source, _ in BLOCKS], [target for _, _, target in BLOCKS]]
    source, target = (
        tuple(Segment(text, number, kind) for number, (kind, text) in enumerate(zip(kinds, texts, strict=True)))
        for texts in sides
    )
    origin = Origin(source="两江新区融媒体中心", published="2023-08-03", people=(("editor", ("周令仪",)),))
    articles = [
        Article(tag, tuple(Block(kind, text) for kind, text in zip(kinds, texts, strict=True)), origin)
        for tag, texts in zip(("zh-CN", "en"), sides, strict=True)
    ]
    beads = tuple(Bead((i,), (i,)) for i in range(len(BLOCKS)))
    return render_bitext(Bitext("zh-CN", "en", source, target, beads, articles[0], articles[1]))


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """What the page looks like in a viewport of a width, as numbers."""

    def measure(width: int) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp("page")
        made = json.dumps(page()).replace("</", "<\\/").replace("<!--", "<\\!--")
        Path(folder, "frame.html").write_text(FRAME % (width, made), "utf-8")
        assert CHROMIUM is not None
        flags = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
            "--disable-component-update --disable-sync --virtual-time-budget=5000 --dump-dom"
        )
        ran = subprocess.run(
            [CHROMIUM, *flags.split(), f"--user-data-dir={folder / 'profile'}", (folder / "frame.html").as_uri()],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        told = re.search(r"<body>(\{.*\})</body>", ran.stdout, re.S)
        assert told is not None, ran.stdout[:2000]
        found: dict[str, Any] = json.loads(unescape(told[1]))
        return found

    return measure


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_both_languages_one_below_the_other_without_scrolling_sideways(
    layout: Layout, width: int
) -> None:
    told = layout(width)
    assert {state["scroll"] for state in told.values()} == {width}
    both = told["both"]
    assert len(both["source"]) == len(both["target"]) == len(BLOCKS) + 1
    assert set(both["source"]) == set(both["target"])


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_a_wide_screen_shows_them_side_by_side(layout: Layout, width: int) -> None:
    told = layout(width)
    assert {state["scroll"] for state in told.values()} == {width}
    both = told["both"]
    assert len(both["source"]) == len(both["target"]) == len(BLOCKS) + 1
    assert max(both["source"]) < width / 2 < min(both["target"])


def test_the_switch_and_the_links_between_sentences(layout: Layout) -> None:
    told = layout(390)
    sentences = list(BLOCKS[3][1:])
    assert told["hovered"]["on"] == sentences
    assert (told["source"]["target"], told["target"]["source"]) == ([], [])
    assert len(told["source"]["source"]) == len(told["target"]["target"]) == len(BLOCKS) + 1
    assert told["tapped"]["peek"] == sentences[0]
