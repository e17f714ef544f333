VENV := .venv
BIN := $(VENV)/bin
BENCH_VENV := .venv-bench
PROVIDER_VENV := .venv-provider
LOAD_VENV := .venv-load
SIZE := full
PICTURES := src/parindex/apps/guides/static/guides
# What comes to the engine from afar: counting which of its lines run would cost time and tell little.
APART := apps bench browser cli load mutation services
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test lint pictures bench load lock clean

help:
	@echo "make run   cài đặt vào .venv, chạy trọn ví dụ Kế hoạch 839, rồi mở trang web (PORT=8000)"
	@echo "make test  kiểm tra kiểu, cấu trúc và chạy mọi bài kiểm thử chạy được trên máy này"
	@echo "make pictures chụp lại hình của các trang hướng dẫn (cần Chromium)"
	@echo "make bench đo tốc độ và ghi docs/benchmarks.md (nhiều giờ); make bench SIZE=small chạy thử vài phút"
	@echo "make load  đo tải trang web 3.000 đơn vị × 90 tiêu chí và ghi docs/load.md (khoảng 10 phút)"

run: $(VENV)/.run
	@$(BIN)/parindex demo
	@PARINDEX_STORE=$${PARINDEX_STORE:-var/demo/kho} exec $(BIN)/parindex web --example

test: $(VENV)/.dev $(PROVIDER_VENV)/.provider $(LOAD_VENV)/.load lint
	@$(BIN)/pytest -n auto --cov --cov-report=term tests $(addprefix --ignore=tests/,$(APART))
	@$(BIN)/pytest -n auto $(addprefix tests/,$(APART))
	@$(BIN)/python -m tests.apps.on_postgresql -q -n auto

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

pictures: $(VENV)/.dev
	@rm -rf $(PICTURES) && mkdir -p $(PICTURES)
	@PARINDEX_REQUIRE_ALL=1 PARINDEX_PICTURES=$(PICTURES) $(BIN)/pytest -q tests/browser/story

bench: $(VENV)/.run $(BENCH_VENV)/.bench
	@$(BIN)/python -m bench --size $(SIZE) $(BENCH)

load: $(VENV)/.dev $(LOAD_VENV)/.load
	@$(BIN)/python -m load $(LOAD)

lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra build -o requirements/run.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra build --extra dev -o requirements/dev.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra build --extra bench -o requirements/bench.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" -o requirements/provider.txt requirements/provider.in
	$(BIN)/uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" -o requirements/load.txt requirements/load.in

clean:
	rm -rf $(VENV) $(BENCH_VENV) $(PROVIDER_VENV) $(LOAD_VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(VENV)/.run: requirements/run.txt pyproject.toml scripts/install.sh
	@sh scripts/install.sh $(VENV) requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml scripts/install.sh
	@sh scripts/install.sh $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/.run

$(PROVIDER_VENV)/.provider: requirements/provider.txt scripts/install.sh
	@sh scripts/install.sh $(PROVIDER_VENV) requirements/provider.txt alone
	@touch $@

$(LOAD_VENV)/.load: requirements/load.txt scripts/install.sh
	@sh scripts/install.sh $(LOAD_VENV) requirements/load.txt alone
	@touch $@

$(BENCH_VENV)/.bench: requirements/bench.txt pyproject.toml scripts/install.sh
	@sh scripts/install.sh $(BENCH_VENV) requirements/bench.txt
	@touch $@
