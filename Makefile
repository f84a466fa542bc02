# Everything a developer types. Go is all it needs. What a machine lacks (CRDs,
# charts, programs of the system) is not checked, and the tests say so; with
# REQUIRE_ASSETS=1 they fail.
SHELL := bash
.DEFAULT_GOAL := help
# Programs and tests are linked without debug information: half the cost of a link.
export GOFLAGS += -ldflags=-s
SOURCES := $(wildcard cmd crossplane e2e golden internal pkg)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: render
render: ## render the built-in example into out/
	go run ./cmd/render

# Vet comes first: what does not compile is told before any test runs.
.PHONY: test
test: ## run all tests of the module
	go vet ./...
	go test -vet=off ./...
	@test -n "$$SCHEMAS" -o -d ../shared/crds || echo "not checked without CRDs: objects and compositions against their schemas (SCHEMAS=DIR make test)"
	@test -n "$$CHARTS" -o -d ../shared/charts || echo "not checked without charts: whether the value contracts are current (CHARTS=DIR make test)"

.PHONY: vet
vet: ## go vet of every module, tests included: does it compile?
	go vet ./...
	go vet -C tools ./...
	go vet -C e2e/logql ./...
	go vet -C e2e/languages ./...
	go vet -C e2e ./...

.PHONY: lint
lint: ## formatting, go vet and staticcheck
	@test -z "$$(gofmt -l $(SOURCES))" || { gofmt -d $(SOURCES); exit 1; }
	go vet ./...
	go build -C tools -o ../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	bin/staticcheck ./...

.PHONY: bench
bench: ## measure rendering 1, 10, 100 and 1,000 environments
	go test -run '^$$' -bench . -benchmem ./pkg/...

.PHONY: update
update: ## bless what is rendered: goldens, out/, crossplane/ and generated docs
	go test ./pkg/platform ./pkg/diag ./internal/findings -update
	go test ./golden -update
	go run ./cmd/render
	go test ./crossplane -update

.PHONY: licences
licences: ## record the licences of modules that are new in any go.mod
	go test -C tools ./licences
	go run -C tools ./licences

.PHONY: e2e
e2e: export TIMEFORMAT := %U + %S CPU seconds, %R seconds
e2e: ## the proofs on real programs, which are built first (minutes)
	time go test -C e2e/logql ./...
	time go test -C e2e/languages ./...
	time go test -C e2e -timeout 60m ./compositions ./internal/... ./observability
	time REPORT=$(CURDIR)/e2e/report go test -C e2e -v -count=1 -timeout 85m ./controlplane
	@test -n "$$SCHEMAS" -o -d ../shared/crds || echo "not checked without CRDs: compositions and providers against their schemas, and the control plane (SCHEMAS=DIR make e2e)"
	@test -n "$$ALLOY" || echo "not checked without Alloy: whether it makes of the databases' log lines what the tests compute (ALLOY=PROGRAM make e2e)"
	@test -n "$$LOKI" || echo "not checked without Loki: whether it takes its rendered configuration, what it answers, its own metrics, and the table of its settings (LOKI=PROGRAM make e2e)"
	@{ command -v node && command -v npm; } >/dev/null || echo "not checked without Node: whether LogQL is LogQL, and what it finds (apt-get install nodejs npm)"
