# Two commands matter on a fresh machine that has Python >= 3.11 and make:
#
#     make run        make test
#
# Everything else that they need is fetched into this folder on the way: a virtual environment (.venv), with it Node, and
# the client's packages. Each step is a file that make compares by time, so a second run starts at once. Only Chromium, for
# `make test`, comes from the system's package manager. Written for GNU make 3.81, which is what macOS has.

PORT ?= 8000
ARGS ?=
# More than cores: browsers and sockets wait for much of the time.
WORKERS ?= 6

BIN := .venv/bin
NPM := "$(CURDIR)/$(BIN)/npm"
TYPES := client/src/wire/types.gen.ts
PAGE := server/practicum/web/static/index.html
SCHEMA := scenarios/scenario.schema.json
export PATH := $(CURDIR)/$(BIN):$(PATH)

# The first Python on the path that is new enough. Recursive on purpose: looked for only when .venv must be made.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)

.DELETE_ON_ERROR:
.PHONY: help setup run test check check-python check-client bench soak gallery build lock clean

help:  ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: .make/venv .make/node_modules $(SCHEMA)  ## install what run and test need

run: .make/venv $(PAGE) $(SCHEMA)  ## build what is stale and start on http://127.0.0.1:8000 (PORT=, ARGS=)
	@exec $(BIN)/practicum serve --port $(PORT) $(ARGS)

CHROME := CHROMIUM="$$(sh tools/chromium.sh)" && export CHROMIUM &&

test: check  ## everything: checks, client tests, server and browser tests
	cd client && $(NPM) run --silent test
	$(CHROME) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: check-python check-client  ## lint, types, generated files, audit
	$(BIN)/python tools/audit.py

check-python: .make/venv
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy

check-client: .make/venv $(PAGE)
	$(BIN)/python -m practicum.web.typescript | cmp - $(TYPES)
	cd client && $(NPM) run --silent check
	cd client && $(NPM) run --silent --if-present budget

bench: .make/venv  ## our way beside the plain one, as ratios
	$(BIN)/python -m bench
	$(BIN)/python -m bench.live.compare
	$(BIN)/python -m bench.live.sizes

soak: .make/venv $(PAGE)  ## the long runs: faults and random play, two hours (SOAK_MINUTES=, SEED=)
	$(CHROME) $(BIN)/python -m pytest -m soak -v -s --durations=0 --durations-min=1 $(ARGS)

gallery: .make/venv $(PAGE)  ## every screen as PNG, in gallery-out/, from the browser tests
	$(CHROME) GALLERY=gallery-out $(BIN)/python -m pytest -m browser $(ARGS)

build: .make/venv .make/node_modules  ## the wheel, with the client in it, in dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

lock:  ## pin today's versions of every Python package in constraints.txt
	PYTHON="$(PYTHON)" sh tools/lock.sh

clean:  ## back to a fresh clone (kept sessions live elsewhere and stay)
	rm -rf .venv .make dist build gallery-out bench/.installed client/node_modules client/dist $(SCHEMA) $(TYPES) $(dir $(PAGE))
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- steps

.make/venv: pyproject.toml constraints.txt tools/venv.sh
	@mkdir -p .make
	@PYTHON="$(PYTHON)" sh tools/venv.sh
	@touch $@

.make/node_modules: client/package-lock.json | .make/venv
	@echo "installing the client's packages"
	@cd client && $(NPM) ci --silent --no-audit --no-fund
	@touch $@

# The client's types are generated from the server's records, moves and messages.
WIRE := $(wildcard server/practicum/rules/*.py server/practicum/rules/records/*.py server/practicum/scenario/model/*.py server/practicum/web/typescript.py server/practicum/web/wire.py)
$(TYPES): $(WIRE) | .make/venv
	@mkdir -p $(dir $@)
	@$(BIN)/python -m practicum.web.typescript > $@.new
	@mv $@.new $@

# What editors know about a case is made from the model; the cases name it in their first line.
$(SCHEMA): $(wildcard server/practicum/scenario/*.py server/practicum/scenario/model/*.py) | .make/venv
	@$(BIN)/practicum schema > $@.new
	@mv $@.new $@

CLIENT := $(shell find client -path client/node_modules -prune -o -path client/dist -prune -o -type f -print)
$(PAGE): $(CLIENT) $(TYPES) .make/node_modules
	@echo "building the client"
	@cd client && $(NPM) run --silent build -- --logLevel warn
	@touch $@
