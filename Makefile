# Needs git, make and Python >= 3.11. Everything else is set up inside this folder.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test check bench lint fmt docs

# The distribution's own first: it is built with profile-guided optimisation and faster by a quarter to a half than what
# version managers compile without it. `make PYTHON=...` takes another.
PYTHON ?= $(shell for p in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SETUP = $(if $(PYTHON),$(PYTHON),$(error Python 3.11 or newer was not found)) scripts/setup.py
BIN = .venv/bin

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## The environment of developers: .venv, front-end files
	@$(SETUP) --dev

demo:  ## LSP and BNSP with demo data on ports 8000 and 8001 (LSP_PORT, BNSP_PORT, TELUSUR_DATA); Ctrl-C stops both
	@$(SETUP) && exec $(BIN)/telusur demo

demo-reset:  ## Throw the demo data away and begin anew
	@$(SETUP) && exec $(BIN)/telusur demo --reset

test:  ## Everything: lint, types, layers, tests on SQLite and PostgreSQL, browser journeys (ENGINE=sqlite or postgresql: one of the two)
	@$(SETUP) --dev && exec $(BIN)/python -m scripts.test $(if $(ENGINE),--engine $(ENGINE))

check: setup  ## For daily work: lint, types, and the tests of what changed, on SQLite and without a browser
	@exec $(BIN)/python -m scripts.test --changed

bench: setup  ## The benchmark; results and how to read them in docs/benchmark.md
	@exec $(BIN)/python scripts/bench.py

lint: setup  ## What the tests check without running: style, types, layers
	@exec $(BIN)/python -m scripts.test --lint

fmt: setup  ## Format the Python code
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

docs: setup  ## Write the documents that are made from the code
	@$(BIN)/telusur lsp permissions --markdown > docs/matriks-kewenangan.md.new
	@mv docs/matriks-kewenangan.md.new docs/matriks-kewenangan.md
	@$(BIN)/telusur lsp exchange-docs > /dev/null
	@$(BIN)/telusur bnsp permissions --markdown > docs/matriks-kewenangan-bnsp.md.new
	@mv docs/matriks-kewenangan-bnsp.md.new docs/matriks-kewenangan-bnsp.md
