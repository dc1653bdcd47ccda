PYTHON ?= python3
# Worker processes of pytest; JOBS=0 runs it in one.
JOBS ?= auto

BIN    := .venv/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What Python compiles is kept, whatever the environment says: else each worker, and each command that a test starts,
# compiles everything again. One thread for the frames of each worker: there are as many workers as cores.
PYTEST := PYTHONDONTWRITEBYTECODE= POLARS_MAX_THREADS=1 $(BIN)/python -m pytest --numprocesses=$(JOBS) --maxprocesses=4 --dist=worksteal
# One version of each for every Python, so that what is tested here is what runs elsewhere.
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
FAST     := not slow and not neo4j and not browser and not spark
THOROUGH := (slow or neo4j or browser) and not spark
# Stamps: what .venv holds. A changed lock or pyproject.toml makes them stale.
RUN    := .venv/.installed
DEV    := .venv/.installed-dev
# What a reader of types, and one of imports, finds.
TYPES := $(BIN)/mypy && $(BIN)/lint-imports --no-logo
# What reads types keeps one core busy for minutes where nothing of it is kept, so it runs beside tests; what it says
# stands together after what they say. Each has its say, whatever the other found, and either one ends the run.
define beside_types
@trap 'kill 0' INT; { $(TYPES); } > .venv/.types 2>&1 & types=$$!; \
	echo '$(1)'; $(1); failed=$$?; \
	wait $$types || failed=1; cat .venv/.types; exit $$failed
endef
# What tests of the pages need of JavaScript; where there is no npm they say so.
JS     := tests/javascript/node_modules/.installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test check fmt bench bench-city lock neo4j notebooks serve spark bundle static style types

help: ## 列出这些命令 · list these
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUN) ## 装好 linli，之后用 .venv/bin/linli · set up .venv/bin/linli
	@echo "linli 已装好 · installed: $(BIN)/linli"

demo: $(RUN) ## 用演示数据走一遍 · a walk through with invented data
	@$(BIN)/python -m api.demo

# Types are read beside the long part: the quick one has both cores to itself, and fails first.
test: style $(JS) ## 本机能跑的全部检查 · everything this machine can check
	$(PYTEST) -m "$(FAST)"
	$(call beside_types,LINLI_EXAMPLES=6 $(PYTEST) --dist=loadgroup -m "$(THOROUGH)")
	@test -d "$${LINLI_DATA:-../shared/data}" || echo "本机未跑 · not run here: tests on real data (set LINLI_DATA to its folder)"

check: style ## 提交前的快速检查 · the quick part of it, before a commit
	$(call beside_types,$(PYTEST) -m "$(FAST)")

fmt: $(DEV) ## 整理格式 · format, and fix what can be fixed
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(DEV) ## 测速 · measure
	@$(BIN)/python -m tests.benchmarks
	@$(BIN)/python -m tests.benchmarks.at_rest
	@$(BIN)/python -m tests.benchmarks.http
	@$(BIN)/python -m tests.benchmarks.console
	@$(BIN)/python -m tests.benchmarks.scopes
	@$(BIN)/python -m tests.benchmarks.matching
	@$(BIN)/python -m tests.benchmarks.orlib
	@$(BIN)/python -m tests.benchmarks.pmed
	@$(BIN)/python -m tests.benchmarks.siting
	@$(BIN)/python -m tests.benchmarks.curves
	@if command -v java > /dev/null && command -v mvn > /dev/null; then $(BIN)/python -m tests.benchmarks.shared_store; \
	else echo "本机未跑 · not run here: Neo4j (needs Java 17 and Maven)"; fi
	@if test -e .spark/.installed && test -d "$${LINLI_DATA:-../shared/data}"; then PYTHONPATH=.spark $(BIN)/python -m tests.benchmarks.country; \
	else echo "本机未跑 · not run here: a country on Spark (make spark installs it; needs LINLI_DATA)"; fi

bench-city: $(DEV) ## 测速到一千万个（内存要大） · measure up to ten million things (needs much memory)
	@$(BIN)/python -m tests.benchmarks.curves 10000 100000 1000000 10000000 --svg docs/curves.svg

serve: $(RUN) ## 在本机提供 HTTP 服务 · answer over HTTP on this machine
	@$(BIN)/linli serve

notebooks: $(DEV) ## 重新运行各个笔记本 · run the notebooks again
	@$(BIN)/python -m tests.notebooks

neo4j: $(DEV) ## 启动一个 Neo4j 服务器试用（需 Java 17、Maven） · a Neo4j server to try (needs Java 17 and Maven)
	@$(BIN)/python -m tests.neo4j

# Spark comes as 450 MB of source that takes minutes to build, so it is in no lock and `make test` goes without.
.spark/.installed: pyproject.toml | $(DEV)
	$(BIN)/uv pip install --no-config --quiet --target .spark 'pyspark>=4,<5'
	@touch $@

spark: .spark/.installed ## 在真的 Spark 上试（需 Java 17） · try the parts on a real Spark (needs Java 17)
	PYTHONPATH=.spark $(BIN)/python -m pytest -m spark

bundle: $(DEV) ## 做离线安装包：Windows x64、Linux x64 和 arm64 · folders that install without a network
	@$(BIN)/python -m bundle

# Versions already locked stay, unless told: make lock UPGRADE=--upgrade
lock: $(DEV) ## 重新锁定依赖 · pin the dependencies again
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --extra notebooks --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock

static: style types

style: $(DEV)
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: $(DEV)
	@$(TYPES)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "linli 需要 Python 3.11 或更新版本；可指定：make install PYTHON=python3.12"; \
		echo "linli needs Python 3.11 or newer; name one: make install PYTHON=python3.12"; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "这个 Python 建不了虚拟环境；Debian、Ubuntu 上请装 python3-venv"; \
		echo "This Python cannot make virtual environments; on Debian or Ubuntu install python3-venv"; \
		exit 1; }
	$(PYTHON) -m venv .venv

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(RUN) $@

$(JS): tests/javascript/package-lock.json
	@if command -v npm > /dev/null; then cd tests/javascript && npm ci --silent && touch node_modules/.installed; fi
