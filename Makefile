# Everything here sets up what it needs: an environment in .venv, from pinned packages, made once.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
READY := $(VENV)/.ready
BIN := $(VENV)/bin
# A peer of the benchmark. Its licence is AGPL, so it never stands beside Travaux.
PEER := .venv-negmas
NEGMAS := 0.16.0
PEER_READY := $(PEER)/.ready-$(NEGMAS)
# Another, for the pages of the workbench; neither should hold back the packages of the other.
PAGES := .venv-datasette
DATASETTE := 0.65.5
PAGES_READY := $(PAGES)/.ready-$(DATASETTE)
N ?= 20000

# The first interpreter that really runs and is new enough.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)

.PHONY: help demo tour test lint docs accuracy fuzz crash bench load lock clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "travaux needs Python 3.11 or newer: install it, or name it with make PYTHON=…" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || ./.ci/system-packages
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@echo "Installing the pinned packages into $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# Without it the rows that need it say so, and all others are measured.
$(PEER_READY): | $(READY)
	@test -x $(PEER)/bin/python || $(BIN)/python -m venv $(PEER)
	@echo "Installing NegMAS $(NEGMAS) into $(PEER), for the benchmark only (once) …"
	@$(PEER)/bin/python -m pip install --quiet --disable-pip-version-check negmas==$(NEGMAS) && touch $@ \
		|| echo "NegMAS could not be installed; its rows will say so." >&2

$(PAGES_READY): | $(READY)
	@test -x $(PAGES)/bin/python || $(BIN)/python -m venv $(PAGES)
	@echo "Installing Datasette $(DATASETTE) into $(PAGES), for the benchmark only (once) …"
	@$(PAGES)/bin/python -m pip install --quiet --disable-pip-version-check datasette==$(DATASETTE) && touch $@ \
		|| echo "Datasette could not be installed; its rows will say so." >&2

demo: $(READY) ## the workbench in a browser, with the built-in cases and sample accounts
	@$(BIN)/travaux serve --state state

tour: $(READY) ## the same answers step by step in the terminal, or on FILE=…; results in out/
	@$(BIN)/travaux demo $(if $(FILE),"$(FILE)") --out out

test: lint ## every check: ruff, mypy --strict, pytest
	@./.ci/test-packages
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(READY) ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/mypy --strict

docs: $(READY) ## the documentation, into docs/_build/html
	$(BIN)/python docs/make_output.py
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "Open docs/_build/html/index.html"

accuracy: $(READY) ## precision and recall on the hand-labelled drafts
	$(BIN)/python -m bench.accuracy --heldout
	$(BIN)/python docs/make_figures.py

fuzz: $(READY) ## damaged input, N=… files of it
	$(BIN)/python -m bench.fuzz $(N)

crash: $(READY) ## kill the register while it writes, N=… times, and look at what is left
	$(BIN)/python -m bench.crash $(if $(filter command line,$(origin N)),$(N),200)

bench: $(READY) $(PEER_READY) $(PAGES_READY) ## speed, as ratios against named peers in the same run; some minutes
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.comparing_speed
	$(BIN)/python -m bench.solving
	$(BIN)/python -m bench.laws
	$(BIN)/python -m bench.treaties
	$(BIN)/python -m bench.forecasts
	$(BIN)/python -m bench.serving

load: $(READY) ## twenty visitors at once in the workbench, while facts are entered
	$(BIN)/python -m bench.load

lock: $(READY) ## pin the versions that are installed now
	$(BIN)/python -m pip freeze --quiet --exclude-editable --disable-pip-version-check > requirements-dev.lock

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) $(PEER) $(PAGES) out state docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
