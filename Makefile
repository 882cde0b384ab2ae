# Needs Python 3.11 or newer, pip and make. Everything goes into .venv; nothing else on the machine is changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadgroup

.PHONY: help setup demo test long check format format-check lint types imports packaging build benchmark screenshots constraints clean

help:
	@echo "make demo         set up, then open the wizard on an example"
	@echo "make test         set up, then run all tests"
	@echo "make long         all tests with long counts: 500 kills, thousands of examples (two hours)"
	@echo "make check        set up, then run all checks: format, lint, types, import contracts, tests"
	@echo "make format       format the code"
	@echo "make packaging    only the tests of the built packages"
	@echo "make build        build the sdist and the wheel into dist/"
	@echo "make benchmark    measure start, keys, memory and review, beside a bare Textual app"
	@echo "make screenshots  draw the pictures of the README anew"
	@echo "make constraints  write constraints.txt from what is installed in .venv"
	@echo "make clean        remove .venv, dist/ and all caches"
	@echo
	@echo "Another interpreter: make test PYTHON=python3.12"

setup: $(READY)

# Half a .venv, left by a set-up that was interrupted, is made anew.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed. Name one, as in: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PIP) --version >/dev/null 2>&1 || { echo "Making $(VENV) ..."; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing into $(VENV) ..."
	@$(PIP) install --quiet -r constraints.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@mkdir -p demo
	@cd demo && ../$(BIN)/backend-design demo

test: setup
	$(PYTEST)

# The same tests, with more of what is drawn by chance: see tests/core/long.py and docs/promises.md.
long: setup
	LONG=1 $(PYTEST) tests/core tests/pty tests/mermaid

check: format-check lint types imports test

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: setup
	$(BIN)/ruff format --check .

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

packaging: setup
	$(PYTEST) -m packaging

build: setup
	$(BIN)/python -m build --no-isolation

benchmark: setup
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/found_secrets.py

screenshots: setup
	$(BIN)/python docs/screenshots.py

constraints: setup
	$(PIP) freeze --exclude backend-design --exclude-editable > constraints.txt

clean:
	rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find wizard screens tests docs benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
