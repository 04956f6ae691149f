"""Rules kept as YAML: the door to PyYAML."""

from os import PathLike
from typing import Any

import yaml

from corpora.errors import WrongFormat


def parse_yaml(text: str, *, file: str | PathLike[str]) -> Any:
    """The values in a YAML text; no tag of it makes anything but plain values.

    Raises:
        WrongFormat: with the line at which it breaks.
    """
    # The C loader is ten times as fast, and not in every build.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise WrongFormat(f"broken YAML ({error.problem})", "Mend the line", file=file, line=line) from None
    except yaml.YAMLError as error:
        raise WrongFormat(f"broken YAML ({error})", "Save it as UTF-8 text", file=file) from None
