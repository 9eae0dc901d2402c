# Everything runs in .venv, made on first use from the pinned constraints. It needs Python 3.11 or later and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MAHDAR := $(BIN)/mahdar
DEMO := build/demo.db

.PHONY: demo test lint bench docs clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)

demo: $(STAMP)  ## Read the invented sample reports and say what was found.
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@mkdir -p build
	@echo "Reading samples/: invented reports about an invented coalition (samples/README.md)"
	@echo
	@$(MAHDAR) build samples -o $(DEMO)
	@echo
	@$(MAHDAR) info $(DEMO)
	@echo
	@echo "The meetings, with their time, level and status, the body and the place, and the words they were read in:"
	@$(MAHDAR) events $(DEMO) --kind meeting --limit 12
	@echo
	@echo "The people, with the number of reports and mentions, their posts and their spellings:"
	@$(MAHDAR) people $(DEMO) --limit 8
	@echo
	@echo "What was said about money:"
	@$(MAHDAR) statements $(DEMO) --about دولار --limit 5
	@echo
	@echo "Look further; every id above can be given to show and why:"
	@echo "  $(MAHDAR) show $(DEMO) ID          one meeting, person, statement or report, with its sources"
	@echo "  $(MAHDAR) why $(DEMO) ID           the words, the rule and the reading behind a fact"
	@echo "  $(MAHDAR) search $(DEMO) 'اجتماع'    words, in any spelling and behind any prefix"
	@echo "  $(MAHDAR) verify $(DEMO)           that every quote still stands in its report"
	@echo "  $(MAHDAR) export $(DEMO) > record.json"

test: $(STAMP)  ## Run every test.
	$(BIN)/python -m pytest

lint: $(STAMP)  ## Style, types, layering, knowledge files, the page of commands.
	$(BIN)/ruff check src tests bench docs
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAHDAR) check
	$(BIN)/python docs/write_cli.py --check

bench: $(STAMP)  ## Speed of every stage and start-up, measured. Memory: python bench/speed.py --memory 30000
	$(BIN)/python bench/speed.py

docs: $(STAMP)  ## Write docs/cli.md from what the commands say of themselves.
	$(BIN)/python docs/write_cli.py

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
