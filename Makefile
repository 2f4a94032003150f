# Needs Python 3.11 or newer, make and git; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.installed
PYTEST_FLAGS ?= -n 2 --dist worksteal
TIMES ?= 1
EXPLORED ?= tests/properties
# The acceptance scripts that apply to what is built so far.
ACCEPT := tables checks opening life explain terminal
ACCEPT_DIR := ../shared/accept
UV := uv==0.13.9
PIP := -m pip --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test accept explore convert screens bench lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

$(READY): pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed; name another with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(None if sys.version_info >= (3, 11) else f"Python 3.11 or newer is needed; $(PYTHON) is {v}: name another with make PYTHON=...")'
	@echo "setting up .venv"
	@rm -f $@
	@$(BIN)/python $(PIP) --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python $(PIP) install -qq --require-hashes -r requirements.lock
	@$(BIN)/python $(PIP) install -qq --no-deps --no-build-isolation --check-build-dependencies -e .
	@touch $@

run: $(READY) ## open a disposable copy of the sample book
	@$(BIN)/tracker demo

test: $(READY) ## lint, types, layers and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest $(PYTEST_FLAGS)

accept: $(READY) ## the acceptance scripts, where they are at hand
	@if [ ! -d $(ACCEPT_DIR) ]; then echo "$(ACCEPT_DIR) is absent: no acceptance script was run"; exit 0; fi; \
	failed=; \
	for name in $(ACCEPT); do \
		echo "== $$name"; \
		PATH="$(CURDIR)/tests/support/bin:$$PATH" $(BIN)/python -B $(ACCEPT_DIR)/$$name.py --tracker $(BIN)/tracker || failed="$$failed $$name"; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi; \
	echo "all passed: $(ACCEPT)"

explore: $(READY) ## property tests on examples drawn anew, TIMES over (1)
	@for time in $$(seq $(TIMES)); do \
		$(BIN)/pytest $(PYTEST_FLAGS) --hypothesis-profile=explore $(EXPLORED) || exit 1; \
	done

convert: $(READY) ## real documents through LibreOffice and Chromium, where they are installed
	@$(BIN)/python -m tests.conversions

screens: $(READY) ## take the screens that the documents show anew
	@$(BIN)/python -m tests.screens

bench: $(READY) ## measure against the speed targets
	@$(BIN)/python -m benchmarks

lock: ## remake requirements.lock; newer releases with LOCK_FLAGS=--upgrade
	@set -e; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	$(PYTHON) -m venv "$$tmp"; \
	"$$tmp/bin/python" $(PIP) install -qq $(UV); \
	"$$tmp/bin/uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --group dev --group bench --group build \
		$(LOCK_FLAGS) -o requirements.lock pyproject.toml >/dev/null

clean: ## remove the environment, caches and build output, never a book
	@rm -rf .venv .bench dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache snapshot_report.html
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
