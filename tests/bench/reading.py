"""How pages are read, lines told apart and sentences cut, and how fast."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from corpora.language import detect
from corpora.readers import read_data
from corpora.readers.datelines import read_dateline
from corpora.readers.metadata import read_metadata
from corpora.segmentation import segment
from corpora.signature import sign
from tests.bench.table import Row

Cutter = Callable[[str], list[str]]
COMMAND = "make bench DATA=DIR"
CHINESE_PAGES = 100


def measure(data: Path) -> Iterator[Row]:
    """Rows for segmentation, metadata lines, languages and speed."""
    newsroom = data / "newsroom"
    yield from segmentation(newsroom)
    yield metadata(newsroom)
    yield languages(newsroom)
    yield from speed()


def segmentation(newsroom: Path) -> Iterator[Row]:
    """Texts cut exactly as in the gold, beside sentencesplit and yasbd."""
    cases = _lines(newsroom / "segmentation_cases.jsonl")
    peers = _peers()
    for language, goal in (("zh", ".97"), ("en", ".95"), ("mixed", "-")):
        chosen = [case for case in cases if case["lang"] == language]
        tag = "zh" if language == "mixed" else language

        def ours(text: str, tag: str = tag) -> list[str]:
            return [part.text for part in segment(text, language=tag)]

        others = [f"{name} {_exact(chosen, cut(tag)):.3f}" for name, cut in peers.items()]
        yield Row(
            f"segmentation cases cut exactly, {language}",
            f"{_exact(chosen, ours):.3f} of {len(chosen)}",
            goal,
            ", ".join(others),
            COMMAND,
            sign("segment", lang=tag),
        )


def _exact(cases: Sequence[dict[str, object]], cut: Cutter) -> float:
    return sum(_is_exact(case, cut(str(case["text"]))) for case in cases) / max(1, len(cases))


def _is_exact(case: dict[str, object], parts: Sequence[str]) -> bool:
    free: set[int] = set(case.get("optional_nonspace_offsets") or [])  # type: ignore[call-overload]
    gold: Sequence[str] = case["gold"]  # type: ignore[assignment]
    return _places(parts) - free == _places(gold) - free


def _places(parts: Sequence[str]) -> set[int]:
    """Boundaries counted in characters that are no white space."""
    places, at = set(), 0
    for part in parts:
        at += len("".join(part.split()))
        places.add(at)
    return places


def _peers() -> dict[str, Callable[[str], Cutter]]:
    """The best libraries, each as a maker of cutters; text goes in line by line, for a line break always ends a sentence."""
    from sentencesplit import Segmenter
    from yasbd import BoundaryDetector

    def by_lines(cut: Callable[[str], Iterable[object]]) -> Cutter:
        return lambda text: [str(part) for line in text.split("\n") if line.strip() for part in cut(line)]

    return {
        "yasbd-lib": lambda tag: by_lines(BoundaryDetector(lang=tag).segment),
        "sentencesplit": lambda tag: by_lines(Segmenter(language=tag).segment),
    }


def metadata(newsroom: Path) -> Row:
    """Portal lines whose source, time and people are as expected; decoys left alone."""
    right = 0
    cases = _lines(newsroom / "metadata_lines.jsonl")
    for case in cases:
        expected: dict[str, object] = case["expect"]  # type: ignore[assignment]
        found = read_metadata(str(case["text"]))
        if expected.get("none"):
            right += not found
            continue
        wanted = {name: value for name, value in expected.items() if name in ("source", "published", "updated")}
        roles = ("author", "editor", "responsible_editor", "reviewer", "proofreader", "correspondent", "intern")
        people = {name: value for name, value in expected.items() if name in roles}
        if dateline := read_dateline(str(case["text"])):
            found = read_metadata(f"（{dateline.reporters}）")
        right += all(getattr(found, name) == value for name, value in wanted.items()) and all(
            list(found.names(role)) == names for role, names in people.items()
        )
    return Row(
        "metadata lines read as expected (source, times, people)",
        f"{right} of {len(cases)}",
        "all",
        "-",
        COMMAND,
        sign("metadata"),
    )


def languages(newsroom: Path) -> Row:
    """Lines whose language is told; one that mixes both may be either."""
    cases = _lines(newsroom / "langid_lines.jsonl")
    ours = [(detect(str(case["text"]), among=("zh", "en")) or "und").split("-")[0] for case in cases]
    peer = [_langdetect(str(case["text"])) for case in cases]
    shares = [
        sum(
            tag == case["label"] or (case["label"] == "mixed" and tag in ("zh", "en")) for tag, case in zip(tags, cases)
        )
        / len(cases)
        for tags in (ours, peer)
    ]
    return Row(
        "languages told, of lines",
        f"{shares[0]:.3f} of {len(cases)}",
        ".97",
        f"langdetect alone, seeded {shares[1]:.3f}",
        COMMAND,
        sign("detect", among="zh,en"),
    )


def _langdetect(text: str) -> str:
    import langdetect

    langdetect.DetectorFactory.seed = 0
    try:
        return str(langdetect.detect(text)).split("-")[0]
    except langdetect.LangDetectException:
        return "und"


def speed() -> Iterator[Row]:
    """Sample pages read and cut, and one page of 5 MB."""
    with as_file(files("corpora.samples")) as samples:
        pages = [path.read_bytes() for path in sorted(samples.glob("*.zh.html"))]
    work = [pages[number % len(pages)] for number in range(CHINESE_PAGES)]
    _read(work[:4])
    ours = _seconds(lambda: _read(work))
    peer = _readability(work)
    yield Row(
        "pages read and cut, a second",
        f"{len(work) / ours:.0f}",
        "200, and within 2 times readability",
        f"readability-lxml, reading alone {len(work) / peer:.0f}",
        COMMAND,
        sign("read"),
    )
    paragraph = "<p>两江新区数字经济产业园昨日开园，首批50家企业入驻，园区负责人介绍了有关情况。</p>\n"
    page = f"<html><body><h1>产业园开园</h1><div class='article'>{paragraph * 43_000}</div></body></html>".encode()
    seconds = _seconds(lambda: read_data(page, file="page.html"))
    yield Row(f"a page of {len(page) / 1e6:.1f} MB read", f"{seconds:.2f} s", "2 s", "-", COMMAND, sign("read"))


def _read(pages: Sequence[bytes]) -> None:
    for page in pages:
        segment(read_data(page, file="page.html"))


def _readability(pages: Sequence[bytes]) -> float:
    from readability import Document

    return _seconds(lambda: [Document(page.decode("utf-8")).summary() for page in pages])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
