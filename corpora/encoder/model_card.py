"""Which languages a model says that it knows."""

import re
from collections.abc import Container
from pathlib import Path

from corpora.yaml import parse_yaml

LABSE = "sentence-transformers/LaBSE"
# Those of LaBSE (Feng et al. 2022, table 9), as BCP 47 has them.
_LABSE = """
    af am ar as az be bg bn bo bs ca ceb co cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha haw he hi hmn hr
    ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny or pa pl pt
    ro ru rw si sk sl sm sn so sq sr st su sv sw ta te tg th tk tl tr tt ug uk ur uz vi wo xh yi yo zh zu
"""
LABSE_LANGUAGES = frozenset(_LABSE.split())
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


class EveryLanguage:
    """Languages of a model that does not name them."""

    def __contains__(self, language: object) -> bool:
        return True


def read_languages(folder: Path) -> Container[str]:
    """The languages in the head of a model's README.md; every one where it names none.

    A model that calls itself `multilingual` is taken to know every one.
    """
    card = folder / "README.md"
    head = _HEAD.match(card.read_text("utf-8", "replace")) if card.is_file() else None
    table = parse_yaml(head[1], file=card) if head else {}
    said = table.get("language") if isinstance(table, dict) else None
    # YAML takes "no" for a truth value.
    tags = [
        "no" if tag is False else str(tag) for tag in (said if isinstance(said, list) else [said]) if tag is not None
    ]
    if not tags or "multilingual" in tags:
        return EveryLanguage()
    return frozenset(tag.partition("-")[0].lower() for tag in tags)
