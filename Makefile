# Everything a person or CI types. `make help` lists it.
# A fresh Debian or Ubuntu needs only python3 (3.11 or newer) and make.

PYTHON ?= python3
UV ?= build/uv/bin/uv
VENV := .venv/bin
CATALOGUE := dutyroom/locale/zh_CN/LC_MESSAGES/dutyroom
# The tests start the program hundreds of times: it is compiled once, as at a desk.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(VENV)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test test-long test-slow bench bench-hour lint format messages screenshots mutants bundle \
	lock clean run-environment dev-environment

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: run-environment $(CATALOGUE).mo ## Open the console; without a set-up line, with the demo
	@$(VENV)/dutyroom

test: dev-environment $(CATALOGUE).mo ## Run the quick tests
	@$(PYTEST) -n 4 --dist loadgroup -m "not slow and not timed"
	@$(PYTEST) -m "timed and not slow"

test-long: dev-environment $(CATALOGUE).mo ## Run the long tests: whole days, faults, real devices
	@$(PYTEST) -n 2 --dist loadgroup -m "slow and not timed" --timeout 600

test-slow: dev-environment $(CATALOGUE).mo ## Run the long and the timed tests, and properties with all examples
	@DUTYROOM_TESTS=thorough $(PYTEST) -n 2 --dist loadgroup -m "(slow or hypothesis) and not timed" \
		--timeout 600
	@$(PYTEST) -m "timed and slow" --timeout 600

bench: dev-environment $(CATALOGUE).mo ## Measure speed and size, in about 7 minutes
	@env -u PYTHONDONTWRITEBYTECODE $(VENV)/python -m benchmarks.run

bench-hour: dev-environment $(CATALOGUE).mo ## Measure an hour of recording at real pace
	@env -u PYTHONDONTWRITEBYTECODE $(VENV)/python -m benchmarks.run --hour

lint: dev-environment ## Check format, style, types and who imports whom
	@$(VENV)/ruff format --check --quiet .
	@$(VENV)/ruff check --quiet .
	@$(VENV)/mypy --no-error-summary
	@$(VENV)/lint-imports

format: dev-environment ## Format the code
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix --quiet .

messages: dev-environment ## Bring the catalogue up to date with the code; list what is untranslated
	@$(VENV)/python -m tools.messages
	@$(VENV)/python tools/build_messages.py

$(CATALOGUE).mo: $(CATALOGUE).po | run-environment
	@$(VENV)/python tools/build_messages.py

screenshots: dev-environment $(CATALOGUE).mo ## Draw the README's pictures anew
	@$(VENV)/python -m tools.screenshots

mutants: dev-environment $(CATALOGUE).mo ## Break the code on purpose and see that tests notice
	@$(VENV)/python -m tools.mutants

bundle: dev-environment $(CATALOGUE).mo ## Make the archive that installs without Internet
	@$(VENV)/python -m tools.bundle

lock: ## Resolve the dependencies anew (OPTIONS=--upgrade: newest versions)
	@test -x $(UV) || { $(PYTHON) -m venv build/uv && build/uv/bin/python -m pip install -q uv; }
	@tools/lock.sh $(UV) $(OPTIONS)

clean: ## Remove everything that was made, the environment too
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find dutyroom tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	@find dutyroom -name '*.mo' -delete

run-environment:
	@$(PYTHON) -m tools.bootstrap run

dev-environment:
	@$(PYTHON) -m tools.bootstrap dev
