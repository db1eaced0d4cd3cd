# Rancang's few words. `make` alone explains them. Needs GNU make, sh and some Python >= 3.12.
VENV := .venv
PY := $(VENV)/bin/python
WEB := $(VENV)/.ready-web
DEV := $(VENV)/.ready-dev
PORT ?= 8000
ARGS ?=
# Two processes are as many as the smallest machine has; PYTEST_WORKERS=0 runs in one.
PYTEST_WORKERS ?= $(shell [ "$$(getconf _NPROCESSORS_ONLN)" -ge 2 ] && echo 2 || echo 0)

.DEFAULT_GOAL := help
.PHONY: help pictures demo serve test check check-format check-lint check-types check-imports \
  check-migrations check-docs check-messages format bench docs lock clean
.NOTPARALLEL:

help:
	@echo 'make demo    set up, assess all 514 regions, write the book of Kota Mojokerto'
	@echo 'make serve   show it on http://127.0.0.1:$(PORT) (another: PORT=8080)'
	@echo 'make test    set up and run the tests (more: ARGS="-k selection -x")'
	@echo 'make check   format, lint, types, import contracts, migrations, docs, translations'
	@echo 'make format  put the code in shape'
	@echo 'make docs    write the generated part of docs/reference'
	@echo 'make pictures remake the pictures of the readme (needs Chromium)'
	@echo 'make bench   measure, against peers in the same run'
	@echo 'make lock    write requirements/*.txt anew from pyproject.toml (needs uv)'
	@echo 'make clean   remove environments and caches; var/ (database, books) stays'
	@echo
	@echo 'Everything passes with .ci/run, on a real PostgreSQL too.'

# A stamp is older than its lock when the lock changed; then the environment is brought up
# to date. It lies in the environment, so it goes when the environment goes.
$(WEB): requirements/web.txt pyproject.toml
	@.ci/environment $(VENV) requirements/web.txt
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml
	@.ci/environment $(VENV) requirements/dev.txt
	@touch $@

# The demonstration's accounts exist in this mode only.
demo serve: export RANCANG_MODE ?= demo

demo: $(WEB)
	@$(PY) manage.py demo $(ARGS)

serve: $(WEB)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py collectstatic --no-input --verbosity 0
	@echo 'Rancang is on http://127.0.0.1:$(PORT) (stop it with Ctrl-C)'
	@exec $(VENV)/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
	  --log-level warning rancang.web.wsgi:application

test: $(DEV)
	@$(PY) -m pytest --ds=rancang.web.settings -q -n $(PYTEST_WORKERS) --dist loadfile $(ARGS)

check: check-format check-lint check-types check-imports check-migrations check-docs \
  check-messages
	@echo 'All checks passed.'

check-format: $(DEV)
	@echo 'Format'; $(VENV)/bin/ruff format --check --quiet --diff .

check-lint: $(DEV)
	@echo 'Lint'; $(VENV)/bin/ruff check --quiet .

check-types: $(DEV)
	@echo 'Types'; $(VENV)/bin/mypy --no-error-summary

check-imports: $(DEV)
	@echo 'Import contracts'; $(VENV)/bin/lint-imports --no-logo >$(VENV)/imports.log \
	  || { cat $(VENV)/imports.log; exit 1; }

check-migrations: $(DEV)
	@echo 'Migrations'; $(PY) manage.py makemigrations --check --dry-run --verbosity 1 \
	  >$(VENV)/migrations.log || { cat $(VENV)/migrations.log; exit 1; }

check-docs: $(DEV)
	@echo 'Generated docs'; $(PY) manage.py reference --check

check-messages: $(DEV)
	@echo 'Translations'; $(PY) manage.py messages --check

format: $(DEV)
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

docs: $(WEB)
	@$(PY) manage.py reference

pictures: $(DEV)
	@$(PY) -m tests.journeys.pictures && ls docs/images

bench: $(DEV)
	@for script in benchmarks/*.py; do \
	  [ -f "$$script" ] || { echo 'No benchmarks yet.'; exit 0; }; \
	  echo "== $$script"; $(PY) "$$script" || exit 1; done

lock:
	@requirements/lock.sh

clean:
	@rm -rf .venv .venv-* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
	  .hypothesis .coverage htmlcov
	@find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
