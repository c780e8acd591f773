# The commands of this repository; "make" lists them. They need Go, git, a
# PostgreSQL to test against and, for the race detector, a C compiler; "make
# test" installs the last two where it may.

SHELL       := /bin/sh
.SHELLFLAGS := -euc
.DEFAULT_GOAL := help
.PHONY: help test check fmt generate tidy vet lint clean-tree founding-report bench proof proof-full compiler postgres

GO    ?= go
COUNT ?= 5
SHARE ?= 1

# Every module but the tools', which hold no code. Those apart from go.work
# (see docs/modules.md) are entered without it.
MODULES := $(sort $(patsubst ./%,%,$(patsubst %/go.mod,%,$(shell find . -name go.mod -not -path './tools/*' -not -path '*/testdata/*'))))
APART   := examples/bench

# $(call each,COMMAND) runs a command in every module, goes on after a failure
# and fails at the end, naming the modules that failed.
define each
	failed=; for m in $(MODULES); do \
		case " $(APART) " in *" $$m "*) export GOWORK=off;; *) unset GOWORK;; esac; \
		echo "== $$m: $(1)"; (cd "$$m" && $(1)) || failed="$$failed $$m"; \
	done; [ -z "$$failed" ] || { echo "failed in:$$failed" >&2; exit 1; }
endef

help: ## List these commands.
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done

test: compiler postgres ## Run every module's tests, with the race detector where it can run.
	@race=; if command -v "$$($(GO) env CC)" >/dev/null; then race=-race; export CGO_ENABLED=1; \
	else export CGO_ENABLED=0; echo "== no C compiler: testing without -race"; fi; \
	$(call each,$(GO) test $$race -timeout 20m ./...)

check: ## All a change must pass: format, generate, tidy, vet, lint, test, and then a clean tree.
	@for step in fmt generate tidy vet lint test clean-tree; do $(MAKE) --no-print-directory "$$step"; done

fmt: ## Format the code.
	@$(call each,$(GO) fmt ./...)

generate: ## Write anew what is derived from tables.
	@$(call each,$(GO) generate ./...)

tidy: ## Bring go.mod and go.sum in line with the imports.
	@$(call each,$(GO) mod tidy)

vet: ## Run go vet.
	@$(call each,$(GO) vet ./...)

lint: bin/golangci-lint ## Run the linters of .golangci.yaml (the first run builds them: some minutes).
	@$(call each,$(CURDIR)/bin/golangci-lint run --config $(CURDIR)/.golangci.yaml ./...)

bench: ## Time us beside floors and peers in one run and print the ratios (COUNT=5 rounds).
	@GOWORK=off $(GO) -C examples/bench run ./ratios -count $(COUNT) $(CURDIR) $(CURDIR)/adapters/sqlite $(CURDIR)/adapters/postgres $(CURDIR)/adapters/httpapi $(CURDIR)/examples/bench

proof: SHARE = 0.1
proof: proof-full ## Put servers under the faults they must survive: a tenth of it, in a few minutes (docs/proof.md).

proof-full: postgres ## The same in full, for half an hour or more (SHARE=0.5: half of it).
	@failed=; for db in "" postgres:; do \
		echo "== on $${db:-sqlite:}"; $(GO) run ./examples/proof -share $(SHARE) -db "$$db" || failed="$$failed $${db:-sqlite:}"; \
	done; [ -z "$$failed" ] || { echo "failed on:$$failed" >&2; exit 1; }

founding-report: ## Run the founding district's year and write its report (docs/founding-*, some two minutes).
	@dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; $(GO) run ./examples/simulate -db "sqlite:$$dir/year.db" founding >/dev/null; \
	for f in beside:founding-report.zh-CN.md md:founding-year.zh-CN.md html:founding-year.zh-CN.html; do \
		$(GO) run -C examples ./report -db "sqlite:$$dir/year.db" -unit 350205 -from 2021-01-01 -to 2022-01-01 -at 2022-01-01T00:00:00+08:00 -format "$${f%%:*}" >"docs/$${f#*:}"; \
	done; cat docs/founding-report.note.md >>docs/founding-report.zh-CN.md

clean-tree:
	@left=$$(git status --porcelain); [ -z "$$left" ] || { echo "the tree is not clean:" >&2; echo "$$left" >&2; exit 1; }

bin/golangci-lint: tools/go.mod tools/go.sum
	@echo "== building the linters of tools/go.mod"
	@GOWORK=off GOBIN=$(CURDIR)/bin $(GO) -C tools install tool
	@touch $@

# The race detector is cgo. Where we may install a compiler we do; where we
# may not, or there is no network, the tests run without it and say so.
compiler:
	@if ! command -v "$$($(GO) env CC)" >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "== installing gcc for the race detector"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev; } </dev/null >/dev/null || true; \
	fi

# The tests of adapters/postgres start the machine's own PostgreSQL, in a folder
# of their own, and fail where there is none.
postgres:
	@if ! command -v initdb >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "== installing PostgreSQL to test against"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } </dev/null >/dev/null || true; \
	fi
