# One command for each thing that is done here; `make` prints them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STORAGE_TESTS := tests/records tests/registration tests/mail tests/portal tests/exchange
NO_TESTS := 5
# One test file at a time in each process.
PROCESSES ?= --numprocesses=auto --maxprocesses=4 --dist=loadfile
HEADLESS := $(if $(DISPLAY)$(WAYLAND_DISPLAY),,xvfb-run -a -s "-screen 0 1600x1000x24")

.PHONY: help demo run test test-postgresql pages race foreign-ids codes crash-test fault-test lint forms translations screenshots bench dist deb deb-tryout release-tryout sbom reproducible windows-installer windows-tryout setup system lock clean

help: ## Print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

demo: setup ## Try the main job on a sample practice; without a display it does it by itself, with screenshots in build/demo/
	$(if $(HEADLESS),$(HEADLESS) $(BIN)/opportal admin demo --journey --screenshots build/demo,$(BIN)/opportal admin demo)

run: setup ## Start the program
	$(BIN)/opportal

test: setup ## Run all tests, and on PostgreSQL those of what is stored (ARGS="-k name" for some)
	$(BIN)/python -m pytest $(PROCESSES) $(ARGS)
	$(BIN)/python -m pytest $(PROCESSES) --postgresql --stored $(STORAGE_TESTS) $(ARGS) || [ $$? -eq $(NO_TESTS) ]

test-postgresql: setup ## Run all tests with the practice on a PostgreSQL server
	$(BIN)/python -m pytest --postgresql $(ARGS)

fault-test: setup ## Send thousands of messages to a server where every third command goes wrong, on both databases
	$(BIN)/python -m tests.crash.fault_runs $(ARGS)

crash-test: setup ## Kill the program hundreds of times while it sends, and count what became of each promised message
	$(BIN)/python -m tests.crash.storm $(ARGS)

pages: setup ## Look at every single page of the portal, with every problem, in Chromium (the tests look at one of each kind)
	OPPORTAL_EVERY_PAGE=1 $(BIN)/python -m pytest -q tests/portal/test_every_page_in_chromium.py tests/portal/test_plain_words.py

race: setup ## Let 64 browsers at a time race for one link, 200 times over SQLite and 200 over PostgreSQL
	OPPORTAL_RACE_ROUNDS=200 $(BIN)/python -m pytest -q -o faulthandler_timeout=0 tests/portal/test_race.py
	OPPORTAL_RACE_ROUNDS=200 $(BIN)/python -m pytest -q -o faulthandler_timeout=0 --postgresql tests/portal/test_race.py

foreign-ids: setup ## Let 200 portal accounts ask every route with the ids of all others (an hour; OPPORTAL_FOREIGN_ACCOUNTS=20 for a minute)
	OPPORTAL_FOREIGN_ACCOUNTS=$${OPPORTAL_FOREIGN_ACCOUNTS:-200} $(BIN)/python -m pytest -q -rP --log-level=ERROR --show-capture=stdout --numprocesses=auto -o faulthandler_timeout=0 tests/portal/test_foreign_ids.py

codes: setup ## Try a million right sign-in codes in the wrong hands: replayed, late, in other browsers' sessions
	OPPORTAL_CODE_TRIES=$${OPPORTAL_CODE_TRIES:-1000000} $(BIN)/python -m pytest -q -o faulthandler_timeout=0 tests/registration/test_many_codes.py

lint: setup ## Check format, lint, types, import contracts, dependencies and that the forms are current
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache | tail -n 20
	$(BIN)/deptry . 
	$(BIN)/python ui/compile_forms.py --check
	$(BIN)/python tools/translate_portal.py --check

forms: setup ## Compile ui/*.ui into opportal_desktop/forms/
	$(BIN)/python ui/compile_forms.py

translations: setup ## Collect the portal's texts into resources/translations/*/*.po and compile them
	$(BIN)/python tools/translate_portal.py

screenshots: setup ## Render every window, light and dark, into docs/images/
	$(HEADLESS) $(BIN)/python tools/take_screenshots.py

bench: setup ## Measure speed and memory against a baseline in the same run (ARGS="--group search" for one group)
	$(BIN)/python -m tests.benchmarks $(ARGS)

dist: setup ## Build the program's folder for this system into dist/ (PyInstaller), and have it check itself
	$(BIN)/python installer/build_bundle.py

deb: setup ## Pack dist/opportal/ (make dist) as a Debian package and a tarball
	$(BIN)/python installer/linux/package.py

deb-tryout: setup ## Install, run and remove the package in a clean Debian (as root, by debootstrap)
	installer/linux/tryout

release-tryout: setup ## Run each command of the release workflow's Linux job in a clean Debian (as root; minutes)
	$(BIN)/pip install --quiet --disable-pip-version-check pyyaml
	$(BIN)/python installer/linux/release_tryout.py

sbom: setup ## List what the bundle is made of (CycloneDX) and the checksums of what is in dist/
	$(BIN)/python installer/sbom.py

reproducible: setup ## Build the bundle twice and list the files that differ
	$(BIN)/python installer/compare_builds.py

windows-installer: setup ## Pack a Windows bundle in dist/opportal/ as Setup.exe (NSIS)
	$(BIN)/python installer/windows/package.py

windows-tryout: setup ## Build, install, run, upgrade and remove the Windows program under Wine (ARGS=--keep-bundle for the bundle that is there)
	tools/install_debian_packages --windows
	$(BIN)/pip install --quiet --disable-pip-version-check uv pefile
	$(HEADLESS) $(BIN)/python installer/windows/tryout.py $(ARGS)

lock: $(BIN)/python ## Lock the newest allowed dependencies, with hashes
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-emit-index-url --no-header --upgrade \
		--python-version 3.11 pyproject.toml --extra demo --extra texts --extra server --extra dev --output-file requirements.txt

setup: system $(STAMP) ## Install what is needed: Debian packages (as root or with sudo), virtual environment, locked dependencies

system:
	@tools/install_debian_packages

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean: ## Delete what the targets made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
