# Two commands for a newcomer: `make demo` and `make test`. Everything is set up in .venv, nothing outside this folder.
.POSIX:
.SUFFIXES:
VENV = .venv
BIN = $(VENV)/bin
PYTHON =

.PHONY: demo test test-all lint recipes weights bench lock clean

demo: $(VENV)/.ready
	$(BIN)/metareview demo

test: $(VENV)/.ready-test
	sh tests/run.sh quick

test-all: $(VENV)/.ready-test
	sh tests/run.sh all

lint: $(VENV)/.ready-test
	sh tests/lint.sh

# Precision of every check on real code that was changed on purpose, a line a recipe.
recipes: $(VENV)/.ready-test
	$(BIN)/python -m tests.recipes

# Fit the weights of the confidence again and print their reliability table; reads the labelled data in $$METAREVIEW_BENCH.
weights: $(VENV)/.ready-test
	mkdir -p .cache
	$(BIN)/python -m tests.recipes --results .cache/recipes.jsonl
	$(BIN)/python -m tests.fit --results .cache/recipes.jsonl

bench: $(VENV)/.ready-test
	$(BIN)/python -m tests.bench

$(VENV)/.ready: requirements.txt pyproject.toml tests/setup.sh
	sh tests/setup.sh requirements.txt "$(PYTHON)"
	touch $@

$(VENV)/.ready-test: requirements-test.txt pyproject.toml tests/setup.sh
	sh tests/setup.sh requirements-test.txt "$(PYTHON)"
	touch $(VENV)/.ready $@

# Pin again after a change of pyproject.toml or of a .in file; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -q pyproject.toml requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -q pyproject.toml requirements-test.in -c requirements.txt -o requirements-test.txt

clean:
	rm -rf $(VENV) build dist
