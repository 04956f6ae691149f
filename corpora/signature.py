"""How a result was made, in one line: versions, settings, languages.

After the signatures of sacrebleu: whoever reads `align|lang:zh-en|...|v:0.1.0` can make the result again.
"""

from functools import cache
from importlib import metadata


def sign(what: str, **settings: object) -> str:
    """A one-line signature: the operation, its settings in the order given, our version last.

    Args:
        what: the operation's name.
        settings: name and value; a value of None is left out, true and false become yes and no.

    >>> sign("align", lang="zh-en", lines=True, lexicon=None).rsplit("|", 1)[0]
    'align|lang:zh-en|lines:yes'
    """
    parts = [what]
    for name, value in settings.items():
        if value is None:
            continue
        shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        parts.append(f"{name}:{shown.replace('|', '/')}")
    return "|".join([*parts, f"v:{version()}"])


@cache
def version(distribution: str = "duizhao") -> str:
    """The installed version of a distribution; `0` where it runs from a bare folder."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "0"
