# make demo   read the example stories: a table here, and build/demo.html for a browser
# make test   lint, types, import contracts and all tests
# make bench  words per second beside the bare spaCy model
# make bench-ledger  a ledger of 200,000 records: how fast it takes in and answers
# make bench-web  the desk over such a ledger: twenty readers at once
# make bench-archive  an archive of news: beside the bare model, by processes, on Ray, as it grows
# make help   everything else
# Each does its own set-up in .venv; only make, git and Python 3.11 or newer have to be there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
EXAMPLES := src/dragoman/examples
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --all-build-deps --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DELETE_ON_ERROR:
.PHONY: help demo test lint format bench bench-ledger bench-archive bench-web screenshot screenshots lock clean

help:
	@grep -E '^# make' Makefile | cut -c3-
	@echo "make lint, make format, make screenshot (docs/images/reading.png), make screenshots (docs/images/desk-*.png), make lock (new pins), make clean"

demo: $(VENV)/.run
	@mkdir -p build
	@$(BIN)/dragoman read $(EXAMPLES)/stories.jsonl --format table
	@$(BIN)/dragoman read $(EXAMPLES)/stories.jsonl --format html --out build/demo.html
	@echo "The same with every record beside its words: build/demo.html (open it in a browser)"

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.run
	$(BIN)/python benchmarks/speed.py

bench-web: $(VENV)/.run
	$(BIN)/python benchmarks/web.py

bench-ledger: $(VENV)/.run
	$(BIN)/python benchmarks/ledger.py

bench-archive: $(VENV)/.dev
	$(BIN)/python benchmarks/archive.py

screenshot: $(VENV)/.run
	bash docs/images/screenshot.sh $(BIN)/dragoman

screenshots: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python docs/images/screenshots.py

lock: $(VENV)/.dev
	$(COMPILE) --extra dev --output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --constraint requirements-dev.txt --output-file requirements.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Dragoman needs Python 3.11 or newer; this is $$($(PYTHON) -V). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# .run: what reading needs. .dev: that and the tools of `make test`. Both are stamps, renewed with their lock file.
$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
