# Two commands do everything on a machine with Python 3.11 or newer:
#   make demo   sets up .venv and shows the main job in demo/
#   make test   sets up the same way and runs the tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.dev-ready

.PHONY: demo test check bench lock docs wheel clean

demo: $(READY)
	$(BIN)/duizhao demo demo/

test: $(DEV)
	$(BIN)/python -m pytest

# What the continuous integration runs.
check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/python tests/smoke_wheel.py

# make bench DATA=DIR measures against evaluation data that the project does not hold.
bench: $(DEV)
	@test -n "$(DATA)" || { echo "Name the evaluation data: make bench DATA=DIR"; exit 2; }
	$(BIN)/python -m tests.bench $(DATA)

docs: $(DEV)
	$(BIN)/python -m pytest tests/cli/test_docs.py --update

# The locks hold every dependency with its hashes; run after a change in pyproject.toml.
lock: $(DEV)
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock --universal --generate-hashes --no-header -q -o requirements-dev.lock

wheel: $(DEV)
	$(BIN)/python -m build --wheel --no-isolation

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(READY): requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) demo dist build
