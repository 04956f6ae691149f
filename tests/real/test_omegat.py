"""OmegaT fills a story from our TMX: the real program, without its window, in a project made here.

Debian's package `omegat` (3.6), or the jar that OMEGAT_JAR names. OmegaT cuts Chinese after 。？！ and
not after a closing quotation mark that follows them, and so cuts some paragraphs otherwise than we do.
A project whose source has a sentence a paragraph, with sentence_seg off, uses our sentences as they are.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import corpora
from corpora.text import Code, Span
from tm.formats.tmx import write_tmx
from tm.unit import Provenance, TranslationUnit, Variant

DEBIAN = Path("/usr/share/omegat/OmegaT.jar")
PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>ZH-CN</source_lang>
        <target_lang>EN-US</target_lang>
        <sentence_seg>{sentences}</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
    </project>
</omegat>
"""
Run = Callable[..., str]


@pytest.fixture
def omegat(tmp_path: Path) -> Run:
    """Runs OmegaT over a project with one source file and a memory; returns the file that it made."""
    jar = Path(os.environ.get("OMEGAT_JAR", DEBIAN))
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        pytest.skip(f"OmegaT is not here (no {jar if java else 'java'}): install Debian's omegat, or set OMEGAT_JAR")

    def run(name: str, story: str, memory: str | None, *, sentences: bool = True) -> str:
        project, home = tmp_path / "project", tmp_path / "home"
        for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
            (project / folder).mkdir(parents=True, exist_ok=True)
        home.mkdir(exist_ok=True)
        (project / "omegat.project").write_text(PROJECT.format(sentences=str(sentences).lower()), "utf-8")
        (project / "source" / name).write_text(story, "utf-8")
        if memory is not None:
            (project / "tm" / "auto" / "memory.tmx").write_text(memory, "utf-8")
        command = [java, "-Djava.awt.headless=true", f"-Duser.home={home}", "-jar", str(jar), str(project)]
        command += ["--mode=console-translate", f"--config-dir={home / 'config'}"]
        done = subprocess.run(
            command,
            cwd=home,
            env={"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
        )
        made = project / "target" / name
        assert (done.returncode, made.is_file()) == (0, True), done.stdout + done.stderr
        return made.read_text("utf-8")

    return run


def tmx(pairs: dict[str, str]) -> str:
    """A memory of these sentences, as our export writes it, with all that a unit can know."""
    from io import BytesIO

    units = []
    for number, (source, target) in enumerate(pairs.items()):
        bold = (Code(0, "open", "b", "<b>"), Code(2, "close", "b", "</b>")) if number % 2 else ()
        provenance = Provenance(
            source_article="articles/park.zh.html",
            target_article="articles/park.en.html",
            source_span=Span(number * 20, number * 20 + len(source)),
            target_span=Span(number * 40, number * 40 + len(target)),
            title="产业园开园",
            published="2023-08-03T16:16:44+08:00",
            editor="李柯佑",
            created="2026-01-31T12:00:00Z",
            changed="2026-01-31T12:00:00Z",
            confidence=0.97,
        )
        variants = Variant("zh-CN", source, bold), Variant("en", target)
        units.append(TranslationUnit(variants, provenance, frozenset({"unreviewed"}), "上一句。", "下一句。", ("注",)))
    file = BytesIO()
    write_tmx(units, file, source_language="zh-CN", created="2026-01-31T12:00:00Z", tool_version="0.1.0")
    return file.getvalue().decode("utf-8")


MEMORY = {
    "两江新区产业园开园": "Industrial Park Opens in Liangjiang New Area",
    "产业园今年三月开园。": "The park opened this March.",
    "已有50家企业入驻，其中包括赛力斯。": "It has drawn 50 enterprises, Seres among them.",
    "“厂里有1000台机器人。”厂长说。": "“The plant has 1,000 robots,” its director said.",
    "来了多少人？": "How many came?",
    "市里的目标是：三年翻番；五年成网。": "The city has a goal: double in three years; a network in five.",
}
STORY = """\
两江新区产业园开园

产业园今年三月开园。已有50家企业入驻，其中包括赛力斯。“厂里有1000台机器人。”厂长说。

来了多少人？没有人数过。市里的目标是：三年翻番；五年成网。
"""


def test_a_story_is_filled_from_the_memory(omegat: Run) -> None:
    assert omegat("story.txt", STORY, tmx(MEMORY)) == (
        "Industrial Park Opens in Liangjiang New Area\n"
        "\n"
        "The park opened this March. It has drawn 50 enterprises, Seres among them. "
        "“The plant has 1,000 robots,” its director said.\n"
        "\n"
        "How many came? 没有人数过。 The city has a goal: double in three years; a network in five.\n"
    )


def test_without_the_memory_it_stays_as_it_was(omegat: Run) -> None:
    assert omegat("story.txt", STORY, None).replace(" ", "") == STORY


def test_a_page_is_filled_too(omegat: Run) -> None:
    title, first, *_ = MEMORY
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{first}</p></body></html>"
    made = omegat("story.html", page, tmx(MEMORY))
    assert re.findall("<(title|h1|p)>(.*?)<", made) == [
        ("title", MEMORY[title]),
        ("h1", MEMORY[title]),
        ("p", MEMORY[first]),
    ]


QUOTED = {
    "“我们要建新厂。”": "“We will build a new plant.”",
    "他说这话时在笑。": "He smiled as he said so.",
    "雨停了……": "The rain stopped...",
    "人们走了。": "People left.",
}


def test_where_omegat_cuts_otherwise_our_sentences_are_filled_a_paragraph_each(omegat: Run) -> None:
    paragraph = "".join(QUOTED) + "\n"
    assert omegat("story.txt", paragraph, tmx(QUOTED)).replace(" ", "") == paragraph
    assert omegat("story.txt", "\n\n".join(QUOTED), tmx(QUOTED), sentences=False) == "\n\n".join(QUOTED.values())


def test_a_unit_that_omegat_takes_for_a_place_in_another_file_is_passed_over(omegat: Run) -> None:
    """Why our props are named as they are: with the same content under OmegaT's own name, nothing is filled."""
    memory = tmx(MEMORY)
    assert omegat("story.txt", STORY, memory.replace('"x-duizhao-article"', '"file"')).replace(" ", "") == STORY


SAMPLES = Path(corpora.__file__).parent / "samples"


def sample(name: str) -> tuple[list[str], dict[str, str]]:
    """The sentences of a sample story, and the English of those that stand in a bead of their own."""
    source, target = ((SAMPLES / "gold" / f"{name}.{side}").read_text("utf-8").splitlines() for side in ("zh", "en"))
    beads = [map(json.loads, line.split(":")) for line in (SAMPLES / "gold" / f"{name}.gold").read_text().splitlines()]
    pairs = {source[i[0]]: " ".join(target[j] for j in js) for i, js in beads if len(i) == 1 and js}
    return source, pairs


def test_a_sample_story_is_filled_where_omegat_cuts_it_as_we_do(omegat: Run) -> None:
    _, pairs = sample("fair")
    made = omegat("fair.txt", (SAMPLES / "fair.zh.txt").read_text("utf-8"), tmx(pairs))
    # It reads the title as one paragraph with the line below, and cuts the caption before its credit.
    assert [source for source in pairs if source in made] == [
        "1200余个岗位等你来 两江新区办起数字产业招聘会",
        "求职者在招聘会现场与企业代表交流。（罗静姝 摄）",
    ]
    assert sum(target in made for target in pairs.values()) == len(pairs) - 2 == 15


def test_a_sample_story_is_filled_whole_with_a_sentence_a_paragraph(omegat: Run) -> None:
    source, pairs = sample("fair")
    made = omegat("fair.txt", "\n\n".join(source), tmx(pairs), sentences=False)
    assert made.split("\n\n") == [pairs.get(sentence, sentence) for sentence in source]
    assert len(pairs) == 17
