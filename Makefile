# make demo    codes the example reports and shows their records
# make test    every check and every test
# make figures measures dateline on the corpora in ../shared and holds each figure against its floor
# make clean   removes what these made
#
# Each makes what it needs in $(VENV) from the pinned, hashed requirements; nothing else is touched.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   ?= .venv
PIP    := $(VENV)/bin/python -m pip --disable-pip-version-check install -qq
HASHED := --require-hashes -r requirements

export VENV

.PHONY: demo test figures clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	scripts/demo

test: $(VENV)/.installed $(VENV)/.dev
	scripts/check
	scripts/test

figures: $(VENV)/.installed $(VENV)/.figures
	scripts/figures

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f src/dateline/who/actors.db src/dateline/where/gazetteer.db
	rm -rf src/dateline/web/vendor tests/web/vendor

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@echo "making $(VENV) with $(PYTHON)" >&2
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt | $(VENV)/bin/python
	@echo "installing what dateline needs, by hash (about half a minute)" >&2
	$(PIP) $(HASHED)/runtime.txt -r requirements/build.txt
	@touch $@

# The install compiles knowledge/ into the actor and place tables, so it runs again whenever they change.
$(VENV)/.installed: pyproject.toml $(wildcard hatch_build.py web_assets.py web-assets.lock.json knowledge/* knowledge/*/*) $(VENV)/.runtime
	@echo "compiling the tables and installing dateline" >&2
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "installing the checking tools" >&2
	$(PIP) $(HASHED)/dev.txt
	@touch $@

$(VENV)/.figures: requirements/figures.txt $(VENV)/.runtime
	@echo "installing the parser that the speed is compared with" >&2
	$(PIP) $(HASHED)/figures.txt
	@touch $@
