# Thin names for plain commands; README.md shows what stands behind each.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin

.PHONY: demo test check lint types floors words bench docs pictures snapshots clean

demo: $(VENV)/.installed        ## the TUI on a made-up borrower
	$(BIN)/duewatch demo

test: $(VENV)/.ready            ## all tests
	$(BIN)/python -m pytest

check: lint types floors words test  ## everything CI checks

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready
	$(BIN)/mypy

floors: $(VENV)/.ready          ## imports go down the floors only
	$(BIN)/lint-imports

words: $(VENV)/.ready           ## both languages complete
	$(BIN)/python tools/catalogues.py check

bench: $(VENV)/.ready           ## one table, each figure beside its floor
	$(BIN)/python -m benchmarks

docs: $(VENV)/.ready            ## the pages that are written from the program itself
	$(BIN)/python tools/commands_page.py write
	$(BIN)/python tools/platforms_page.py
	$(BIN)/python tools/configuration_page.py
	$(BIN)/python tools/plugin_reference.py
	$(BIN)/python tools/api_page.py

pictures: $(VENV)/.ready        ## the pictures of the README
	$(BIN)/python tools/pictures.py

snapshots: $(VENV)/.ready       ## redraw the screens that tests compare; look at the difference before committing
	DUEWATCH_UPDATE_PICTURES=1 $(BIN)/python -m pytest tests/ui/test_pictures.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "duewatch needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

# What users get: ranges of pyproject.toml, held to the tested versions.
$(VENV)/.installed: pyproject.toml requirements/run.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements/run.txt --editable .
	@touch $@

# What tests need on top, at exact versions.
$(VENV)/.ready: $(VENV)/.installed requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements/run.txt --constraint requirements/dev.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
