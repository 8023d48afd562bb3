# Kapok: `make run` starts it, `make test` passes its tests. Both build what they need in .venv first.
PYTHON ?= python3.11
BIN := .venv/bin
RUNS := .venv/.runs
STAMP := .venv/.installed
WORDS := .venv/.words

.PHONY: run install test check format words clean browser fonts campaign proof

run: install
	@$(BIN)/python -m bot run

# What a city runs: Python's packages and the catalogs, nothing for developing.
install: $(RUNS) $(WORDS)

test: $(STAMP) $(WORDS) browser fonts
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)  # compiled once, not by each worker

# A thousand kills of real processes (docs/reliability.md): a quarter of an hour, half as long with ARGS="-n 3".
# Its figures are shown as they come; by several processes, which cannot, at the end.
campaign: $(STAMP) $(WORDS)
	KAPOK_KILLS=$${KAPOK_KILLS:-1000} $(BIN)/python -m pytest --timeout 0 tests/proof/test_campaign.py $(if $(findstring -n,$(ARGS)),-rP,-s) $(ARGS)

# Everything of tests/proof (docs/reliability.md): every pair of deeds at one moment, more orders of storage; the verbs,
# all on both databases; examples that hypothesis has not tried before; and a long walk of people who press and type.
proof: $(STAMP) $(WORDS)
	KAPOK_DEEDS=$${KAPOK_DEEDS:-5000} KAPOK_SEED=$${KAPOK_SEED:-$$$$} $(BIN)/python -m pytest --timeout 0 tests/journeys/test_wander.py
	KAPOK_RACES=all $(BIN)/python -m pytest -m hypothesis --ignore tests/proof --ignore tests/actions -n auto $(ARGS)
	KAPOK_RACES=all KAPOK_DATABASES=both KAPOK_ORDERS=$${KAPOK_ORDERS:-200} $(BIN)/python -m pytest --timeout 0 tests/proof tests/actions -n auto --dist worksteal $(ARGS)

check: $(STAMP) $(WORDS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.catalogs check

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Catalogs: bring every one up to the sentences in the code; the missing ones are listed.
words: $(STAMP)
	$(BIN)/python -m tools.catalogs update
	-$(BIN)/python -m tools.catalogs check

# A catalog that cannot be compiled is named, and keeps nobody from starting: its readers get the next language.
$(WORDS): $(wildcard locales/*/LC_MESSAGES/*.po) $(RUNS)
	-@$(BIN)/python -m tools.catalogs compile
	@touch $(WORDS)

# What running needs; what developing needs on top of it.
$(RUNS): pyproject.toml constraints.txt
	@echo "Preparing Kapok's environment in .venv (about a minute, once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $(RUNS)

$(STAMP): $(RUNS)
	@echo "Preparing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

# The browser tests drive Debian's chromium; installed here when this user may.
browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing chromium for the browser tests …"; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fonts-noto-color-emoji >/dev/null; \
	  else \
	    echo "No chromium here, and I may not install it: the browser tests will be skipped. As root: apt-get install chromium"; \
	  fi; }

# Pictures of the calendar and the report need fonts with all scripts; without them everything comes as text.
fonts:
	@ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends fonts-noto-cjk >/dev/null; \
	  else \
	    echo "No fonts for pictures here, and I may not install them. As root: apt-get install fonts-noto-cjk"; \
	  fi; }

clean:
	rm -rf .venv build *.egg-info
