# Everything runs in .venv, made on first use from the pinned constraints.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint bench bare clean accept

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(STAMP)

demo: $(STAMP)  ## Read the invented sample reports and say what was found.
	rm -f build/demo.db
	mkdir -p build
	$(BIN)/mahdar build samples -o build/demo.db
	$(BIN)/mahdar info build/demo.db
	$(BIN)/mahdar events build/demo.db --kind meeting
	@echo
	@echo "Look further:"
	@echo "  $(BIN)/mahdar people build/demo.db"
	@echo "  $(BIN)/mahdar statements build/demo.db"
	@echo "  $(BIN)/mahdar search build/demo.db اجتماع"
	@echo "  $(BIN)/mahdar export build/demo.db --format json > record.json"

test: $(STAMP)  ## Run every test.
	$(BIN)/python -m pytest

lint: $(STAMP)  ## Style, types, layering, knowledge files.
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/mahdar check

bench: $(STAMP)  ## Speed and memory, measured.
	$(BIN)/python bench/speed.py

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
