"""Names that a package offers at its door, each module loaded when its name is first asked for (PEP 562)."""

from collections.abc import Callable, Mapping
from importlib import import_module


def offer(package: str, names: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package that offers names from its modules.

    Args:
        package: the package's `__name__`.
        names: name and the module that defines it.
    """

    def get(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(names[name]), name)

    return get, lambda: sorted(names)
