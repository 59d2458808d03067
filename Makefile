# Everything a person or the CI does with this project. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup migrate demo run test test-packages check lint fix bench lock

# $(call apt,packages): root installs them, anybody else is told what to ask for.
define apt
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing from Debian: $(1)"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(1) >/dev/null; \
else \
	echo "Missing on this machine: $(1). As root: apt-get install $(1)"; false; \
fi
endef

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

setup: $(VENV)/.installed node_modules/.installed ## Install the Python and front-end packages (again only when they changed)
	@echo "The packages are installed."

$(VENV)/bin/python:
	@echo "Creating the virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call apt,python3-venv); }
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.installed: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing the Python packages"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@

node_modules/.installed: package.json package-lock.json | $(VENV)/.installed
	@echo "Installing the front-end packages"
	@command -v npm >/dev/null \
		|| $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/node.txt
	@npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

migrate: setup ## Create or update the database's tables
	@echo "Updating the database's tables"
	@$(MANAGE) migrate --verbosity 0

demo: migrate ## Load the demo county into the database
	@echo "Loading the demo county"
	@$(MANAGE) load_demo

HAS_USERS := 'import sys; from league.accounts.models import User; sys.exit(not User.objects.exists())'
run: export DJANGO_SETTINGS_MODULE := league.settings.dev
run: migrate ## Start the site and its worker on this machine (PORT=8000), with the demo county if the database is empty
	@$(MANAGE) shell -v 0 -c $(HAS_USERS) || { echo "Loading the demo county"; $(MANAGE) load_demo; }
	@echo "The site is at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it). README.md lists the accounts of the demo."
	@exec honcho start --port $(PORT)

# On every core; tests that share something dear (the demo county, the worker that is killed) name a group and stay together.
PARALLEL := -n auto --dist loadgroup

test: setup test-packages lint ## Run the linters and all tests, on SQLite and on real PostgreSQL and Redis
	@echo "Tests on SQLite"
	@env -u DATABASE_URL -u REDIS_URL $(PY) -m pytest $(PARALLEL) -m "not once" $(ARGS)
	@echo "Tests on PostgreSQL and Redis"
	@$(PY) -m tests.servers -- $(PY) -m pytest $(PARALLEL) $(ARGS)

# Chromium and LibreOffice open what the site shows and exports; the locale is what the test database sorts by.
test-packages:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v fc-list >/dev/null && fc-list :lang=zh-cn family | grep -q . || missing="$$missing fonts-noto-cjk"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-calc-nogui"; \
	test -e /usr/lib/libreoffice/program/libswlo.so || missing="$$missing libreoffice-writer-nogui"; \
	test -e /usr/share/i18n/locales/zh_CN || missing="$$missing locales"; \
	if [ -n "$$missing" ] && ! { $(call apt,$$missing); }; then \
		if [ "$$CI" = true ]; then exit 1; fi; \
		echo "Tests that need them are skipped."; \
	fi

check: setup lint ## Run the linters and the architecture tests
	@echo "Architecture tests"
	@$(PY) -m pytest -q tests/test_architecture.py

# The deployment check runs with the secrets of a deployment, made up for the moment.
lint:
	@echo "Python style: ruff" && ruff check . && ruff format --check .
	@echo "Template style: djlint" && djlint templates --lint --quiet
	@echo "Import contracts: import-linter" && lint-imports --no-logo
	@echo "Migrations match the models" && $(MANAGE) makemigrations --check --dry-run
	@echo "Deployment check" && secret() { $(PY) -c 'import secrets; print(secrets.token_urlsafe(64))'; } \
		&& DJANGO_SETTINGS_MODULE=league.settings.prod SECRET_KEY=$$(secret) AUDIT_KEY=$$(secret) FIELD_KEYS=$$(secret) \
		$(MANAGE) check --deploy --fail-level WARNING

fix: setup ## Repair what the linters can repair
	@echo "Repairing the Python style"
	@ruff check --fix . && ruff format .

bench: setup ## Measure against the peers and the floors
	@echo "Measuring"
	@$(PY) -m tests.bench $(ARGS)

COMPILE := uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url
lock: setup ## Compile the pinned requirements (ARGS=--upgrade takes the newest versions)
	@echo "Compiling the lock files"
	@$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	@$(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt
	@$(COMPILE) $(ARGS) deploy/node.in -o deploy/node.txt
	@npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
