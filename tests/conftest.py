"""Options that tests share."""

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Write golden files and generated documents anew.")
    parser.addoption("--data", default=os.environ.get("DUIZHAO_DATA"), help="A folder of evaluation data.")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def data(request: pytest.FixtureRequest) -> Path:
    """The folder of evaluation data; the test is skipped where none is named."""
    folder = request.config.getoption("--data")
    if not folder:
        pytest.skip("no evaluation data named (--data DIR or DUIZHAO_DATA)")
    return Path(str(folder))
