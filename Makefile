# `make` installs what is missing and builds the book; `make test` proves everything.
# Both work from a bare clone on Debian or macOS and ask no question.

VENV    := .venv
BIN     := $(VENV)/bin
READERS := tests/readers
STAMP   := $(VENV)/.installed

.PHONY: all book test test-readers lint messages lock codes typography-cases bench bench-typography bench-composition bench-cleaning bench-peers bench-catalogue fuzz kills clean

all: book

book: $(STAMP)
	$(BIN)/publish build

test: $(STAMP) lint
	@sh tools/system-packages.sh browser
	$(BIN)/pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(STAMP): requirements.lock pyproject.toml tools/system-packages.sh
	@sh tools/system-packages.sh
	@test -d $(VENV) || sh tools/make-venv.sh $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The book in what people read with: Ace, a reading engine in Chromium, calibre's formats. Slow,
# and needs the network once; `make test` does without it.
test-readers: $(STAMP)
	@sh tools/reader-packages.sh
	cd $(READERS) && npm ci --silent --ignore-scripts
	PATH="$(CURDIR)/$(READERS)/node_modules/.bin:$$PATH" READERS=1 $(BIN)/pytest $(READERS)

# Catalogues: collect the messages of the source, bring the French one up to date, compile it.
messages: $(STAMP)
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k NN_:1,2 --omit-header --sort-by-file --no-location -o publish/locales/publish.pot publish
	$(BIN)/pybabel -q update -N --omit-header --no-wrap -i publish/locales/publish.pot -d publish/locales -D publish -l fr
	$(BIN)/pybabel -q compile -f -d publish/locales -D publish

lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --extra dev pyproject.toml -o requirements.lock

# The lists of codes in docs, from the rules themselves.
codes: $(STAMP)
	PYTHONPATH=. $(BIN)/python tools/codes.py

# The cases of typography as one file that other programs can be tried on.
typography-cases: $(STAMP)
	PYTHONPATH=. $(BIN)/python tools/typography_cases.py

# Cases, prose, speed and linearity of typography, beside the other libraries from PyPI.
bench-typography: $(STAMP)
	PYTHONPATH=. $(BIN)/python benchmarks/typography.py --write docs/performance-typography.md

# Builds: nothing changed, one word, everything; growth with the pages.
bench: $(STAMP)
	PYTHONPATH=. $(BIN)/python benchmarks/rebuilds.py --write docs/performance.md

# Evenness of lines, beside other typesetters; cost of composition beside WeasyPrint alone.
bench-composition: $(STAMP)
	PYTHONPATH=. $(BIN)/python benchmarks/composition.py

# The cleaner on fresh random damage: words, notes, paragraphs, questions, speed; with PAIRS=folders
# of what engines read (NAME.txt) and what is printed (NAME.md), its misreadings too.
bench-cleaning: $(STAMP)
	PYTHONPATH=. $(BIN)/python benchmarks/cleaning.py --write docs/performance-cleaning.md
	$(if $(PAIRS),PYTHONPATH=. $(BIN)/python benchmarks/misreadings.py $(PAIRS))
	PYTHONPATH=. $(BIN)/python benchmarks/harm.py --append docs/performance-cleaning.md

# The same novel by Typst, LuaLaTeX, Paged.js, Vivliostyle, WeasyPrint, pandoc. Needs the network
# once, and a machine that does nothing else.
bench-peers: $(STAMP)
	@sh tools/peer-packages.sh
	-cd benchmarks/peers && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --ignore-scripts
	PYTHONPATH=. $(BIN)/python benchmarks/peers.py --write docs/performance-peers.md

# Many books: books a minute by one process and by two.
bench-catalogue: $(STAMP)
	PYTHONPATH=. $(BIN)/python benchmarks/catalogue.py --write docs/performance-catalogue.md

# Broken inputs through every reader, for SECONDS; what breaks something stands in tests/fuzzing/found.
SECONDS := 600
fuzz: $(STAMP)
	PYTHONPATH=. $(BIN)/python -m tests.fuzzing $(SECONDS)

# Commands killed at random moments: no file broken, no answer lost, the next run as if nothing was.
kills: $(STAMP)
	PYTHONPATH=. $(BIN)/python -m tests.fuzzing.kills

clean:
	rm -rf dist
