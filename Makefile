# Needs Python 3.11 or later, git and make. Everything else goes into .venv, which is made again
# only when pyproject.toml changes.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
FUZZ ?= 600
CASES ?= ../shared/cases
OTHER_PYTHONS := 3.11 3.12 3.13
# What could not be tested on this machine, gathered by tests/conftest.py and said again at the end.
export OFFERLINT_NOT_TESTED := $(CURDIR)/$(VENV)/not-tested

.PHONY: help demo test cover lint style format other-pythons lowest evaluate mutants fuzz docs bench clean

help:
	@echo "make demo      lint examples/ and write offerlint-report.html"
	@echo "make test      everything: style, types, imports, rule examples, tests on every Python at hand"
	@echo "make cover     the tests, and which lines they never ran"
	@echo "make lint      style, types, imports and rule examples only"
	@echo "make format    mend what can be mended"
	@echo "make evaluate  recall and false alarms on CASES=folder"
	@echo "make mutants   phrases and guards of rules that no example holds"
	@echo "make docs      the site of docs/ in site/, with the manual of rules made from the rules"
	@echo "make fuzz      look for inputs that break something, for FUZZ=600 seconds"
	@echo "make lowest    the tests with the oldest versions of every dependency"
	@echo "make bench     start, throughput, growth and memory, beside other linters; BENCH=\"--megabytes 10\" for all"
	@echo "make clean     remove what these made"

$(VENV)/pip:
	@test -n "$(PYTHON)" || { echo "offerlint needs Python 3.11 or later; set PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv --clear $(VENV) || { echo "no venv: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 2; }
	@touch $@

$(VENV)/installed: pyproject.toml | $(VENV)/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/ready: pyproject.toml | $(VENV)/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed

# Findings are what a demo is for, so exit code 1 is a success; 2 and 3 say that the tool failed.
demo: $(VENV)/installed
	@$(BIN)/offerlint check examples --output html=offerlint-report.html --format text; code=$$?; \
	  if [ $$code -gt 1 ]; then echo "offerlint failed with exit code $$code" >&2; exit $$code; fi
	@echo
	@echo "The same as a page to read in a browser: $(CURDIR)/offerlint-report.html"

test: $(VENV)/ready
	@rm -f $(OFFERLINT_NOT_TESTED)
	$(MAKE) --no-print-directory style
	$(BIN)/python -m pytest -n auto --dist loadgroup --durations 25
	$(MAKE) --no-print-directory other-pythons
	@if [ -s $(OFFERLINT_NOT_TESTED) ]; then \
	  echo; echo "############ NOT TESTED ON THIS MACHINE ############"; cat $(OFFERLINT_NOT_TESTED); \
	  echo "####################################################"; \
	else echo; echo "Everything was tested on this machine."; fi

cover: $(VENV)/ready
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term

# The examples of the bundled rules are among the tests too, so that `make test` runs them once.
lint: style
	$(BIN)/offerlint rules test

style: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The suite again, without what is slow or needs a browser, on each further Python that is installed.
other-pythons: $(VENV)/ready
	@for version in $(OTHER_PYTHONS); do \
	  $(BIN)/python -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] == '$$version')" || continue; \
	  bash .ci/on-python $$version || exit 1; \
	done

evaluate: $(VENV)/ready
	@if [ -d "$(CASES)" ]; then $(BIN)/python -m bench.evaluate "$(CASES)"; \
	else echo "make evaluate: skipped, there is no folder $(CASES); name one with CASES=folder"; fi

mutants: $(VENV)/ready
	$(BIN)/python -m bench.mutants

bench: $(VENV)/ready
	$(BIN)/python -m bench $(BENCH)

# Found inputs are kept in tests/fuzz/cases; FUZZ is the seconds for all targets, TARGETS names some.
fuzz: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3.0'
	$(BIN)/python -m bench.fuzz.run $(FUZZ) $(TARGETS)

lowest:
	PYTHON=$(PYTHON) bash .ci/lowest

docs: $(VENV)/ready
	$(BIN)/python docs/build.py
	$(BIN)/python -m mkdocs build --quiet --strict
	@echo "The site, to read in a browser: $(CURDIR)/site/index.html"

clean:
	rm -rf .venv .venv-* dist build .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache \
	  .hypothesis site offerlint-report.html
