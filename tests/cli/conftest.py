"""What the tests of the console share."""

from collections.abc import Callable

import pytest

from cli.main import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def duizhao(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command line and gives its exit code, what it printed, and what it said on standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return call
