PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench quality torture format lock clean

run: $(VENV)/run
	$(BIN)/speaking serve --port $(PORT)

# Keep bytecode even on machines that turn it off: the tests start a hundred processes.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/dev
	$(BIN)/pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

# Branch coverage has its floor in pyproject.toml. Tests with a time limit of their own start processes, which are not measured.
check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --quiet --numprocesses 3 --dist loadfile -m "not timeout" --cov --cov-report=term

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

quality: $(VENV)/dev
	$(BIN)/python -m benchmarks.quality

torture: $(VENV)/dev
	PYTHONPATH=tests $(BIN)/python -m torture

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

LOCK := uv pip compile pyproject.toml --all-extras --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --quiet

lock:
	$(LOCK) --group dev --output-file requirements-dev.txt
	$(LOCK) --constraints requirements-dev.txt --output-file requirements.txt

clean:
	rm -rf .venv .venv-* build src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
