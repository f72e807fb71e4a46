# Redress: build, run and test on one machine. `make help` says what there is.
# Needed: Go, Python 3.10+, make, git. Everything else is installed into .tools/.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
STACK ?= redress
COMPLAINTS ?= samples/complaints.csv
EMULATOR_PORT ?= 4566
RUN_DIR ?= .run
E2E_PORT ?= 4576
E2E_DIR := .run/e2e
LOCALSTACK_PORT ?= 4586
LOCALSTACK_RUN := .run/localstack
ARGS ?=

GOLANGCI_LINT_VERSION := v2.15.0

TOOLS := .tools
VENV := $(TOOLS)/venv
NODE := $(TOOLS)/node
RUN_TOOLS := $(TOOLS)/run-tools.stamp
LINT_TOOLS := $(TOOLS)/lint-tools.stamp
API_VENV := $(TOOLS)/schemathesis
API_TOOLS := $(TOOLS)/api-tools.stamp
DYNAMODB := $(TOOLS)/dynamodb
DYNAMODB_TOOLS := $(DYNAMODB)/tools.stamp
LOCALSTACK := $(TOOLS)/localstack
LOCALSTACK_TOOLS := $(LOCALSTACK)/tools.stamp
GOLANGCI_LINT := $(TOOLS)/bin/golangci-lint-$(GOLANGCI_LINT_VERSION)

# The same flags for building, vetting and testing share one build cache; the same sources give the same bytes.
export CGO_ENABLED := 0
export GOFLAGS := -trimpath -buildvcs=false -tags=lambda.norpc '-ldflags=-s -w -buildid='

export SAM_CLI_TELEMETRY := 0
export SAM_CLI_CHECK_UPDATE := 0
export SAM_CLI_POLL_DELAY ?= 1
export PYTHONWARNINGS := ignore

# The emulator runs the functions as they are, so they are built for this machine; on AWS the template says arm64.
ifneq ($(filter aarch64 arm64,$(shell uname -m)),)
ARCHITECTURE ?= arm64
GOARCH_BUILD := arm64
else
ARCHITECTURE ?= x86_64
GOARCH_BUILD := amd64
endif

# An AWS_ENDPOINT_URL from the environment (another emulator) is used as it is; otherwise ours is started and used.
ifdef AWS_ENDPOINT_URL
ENDPOINT := $(AWS_ENDPOINT_URL)
else
ENDPOINT := http://127.0.0.1:$(EMULATOR_PORT)
endif
# What the emulator needs otherwise than AWS: mail from a domain of its own, and the staff pool's keys at its address.
OVERRIDES := --parameter-overrides Architecture=$(ARCHITECTURE) MailDomain=example.com CognitoKeysAt=$(ENDPOINT) $(PARAMETERS)

EMULATOR := EMULATOR_PORT=$(EMULATOR_PORT) RUN_DIR=$(RUN_DIR) EMULATOR_BIN=$(VENV)/bin/ministack $(PYTHON) .ci/emulator
ON_EMULATOR := env -u AWS_PROFILE -u AWS_SESSION_TOKEN AWS_ENDPOINT_URL=$(ENDPOINT) \
	AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 \
	AWS_EC2_METADATA_DISABLED=true
REDRESS := $(ON_EMULATOR) go run ./cmd/redress

.PHONY: help
help: ## say what there is
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  EMULATOR_PORT=$(EMULATOR_PORT)  COMPLAINTS=$(COMPLAINTS)  AWS_ENDPOINT_URL=$(ENDPOINT)"

## ---- tools ----

.PHONY: tools run-tools lint-tools api-tools
tools: run-tools lint-tools api-tools ## install every tool into .tools/
run-tools: $(RUN_TOOLS) ## install what running needs (emulator, sam)
lint-tools: $(LINT_TOOLS) ## install what linting needs besides
api-tools: $(API_TOOLS) ## install what testing the API needs besides

# uv installs the locked packages in seconds; where it cannot, pip installs the same ones.
$(RUN_TOOLS): .ci/requirements.txt .ci/requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo "Python 3.10 or newer is needed: make PYTHON=python3.x ..." >&2; exit 1; }
	@echo "tools: emulator and sam into $(VENV)"
	@rm -rf $(VENV) && mkdir -p $(TOOLS)
	@$(PYTHON) -m venv $(VENV)
	@$(call pip,.ci/requirements-uv.txt)
	@$(call install,.ci/requirements.txt)
	@touch $@

$(LINT_TOOLS): $(GOLANGCI_LINT) $(NODE)/node_modules/.package-lock.json
	@touch $@

$(GOLANGCI_LINT):
	@echo "tools: golangci-lint $(GOLANGCI_LINT_VERSION) from source (about two minutes)"
	@mkdir -p $(@D) && rm -f $(@D)/golangci-lint*
	@GOFLAGS=-trimpath GOBIN=$(CURDIR)/$(@D) go install -ldflags='-s -w' github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_LINT_VERSION)
	@mv $(@D)/golangci-lint $@

$(NODE)/node_modules/.package-lock.json: .ci/package.json .ci/package-lock.json .ci/requirements-lint.txt | $(RUN_TOOLS)
	@echo "tools: node and asl-validator into $(NODE)"
	@$(call install,.ci/requirements-lint.txt)
	@rm -rf $(NODE) && mkdir -p $(NODE) && cp .ci/package.json .ci/package-lock.json $(NODE)/
	@cd $(NODE) && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Apart from the others, which need other versions of the same packages.
$(API_TOOLS): .ci/requirements-api.txt | $(RUN_TOOLS)
	@echo "tools: schemathesis into $(API_VENV)"
	@rm -rf $(API_VENV) && $(PYTHON) -m venv $(API_VENV)
	@$(call install,.ci/requirements-api.txt,$(API_VENV))
	@touch $@

# $(1): what is locked; $(2): where to, if not into $(VENV)
into = $(or $(2),$(VENV))/bin/python
pip = $(into) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes --only-binary :all: -r $(1)
install = $(VENV)/bin/uv pip install --quiet --python $(into) --no-deps --require-hashes --only-binary :all: -r $(1) || $(call pip,$(1),$(2))

.PHONY: relock
relock: $(RUN_TOOLS) ## make the lock files in .ci/ anew
	@for name in requirements requirements-lint requirements-api; do \
		$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-annotate .ci/$$name.in -o .ci/$$name.txt || exit 1; \
	done
	@cd .ci && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved

## ---- run ----

.PHONY: build up deploy run demo down
# go first: it compiles the shared packages once and says errors plainly; sam then only links.
build: $(RUN_TOOLS) ## build every function
	@GOOS=linux GOARCH=$(GOARCH_BUILD) go build -o /dev/null ./functions/...
	@$(VENV)/bin/sam build --parallel $(OVERRIDES) > $(TOOLS)/sam-build.log 2>&1 || { cat $(TOOLS)/sam-build.log >&2; exit 1; }
	@echo "build: .aws-sam/build ($(ARCHITECTURE))"

up: $(RUN_TOOLS) ## start the emulator and wait until it answers
ifdef AWS_ENDPOINT_URL
	@echo "emulator: $(ENDPOINT) (from AWS_ENDPOINT_URL; none is started)"
else
	@$(EMULATOR) start
endif

deploy: $(RUN_TOOLS) ## deploy what was built to the emulator
	@mkdir -p $(RUN_DIR)
	@$(ON_EMULATOR) $(VENV)/bin/sam deploy --stack-name $(STACK) --resolve-s3 --no-confirm-changeset --no-fail-on-empty-changeset \
		--on-failure DELETE --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND $(OVERRIDES) > $(RUN_DIR)/deploy.log 2>&1 \
		|| { cat $(RUN_DIR)/deploy.log >&2; exit 1; }
	@grep -E '^(No changes to deploy|Successfully created/updated)' $(RUN_DIR)/deploy.log | sed 's/^/deploy: /'
	@$(ON_EMULATOR) $(VENV)/bin/python .ci/gateway-responses $(STACK)
	@$(ON_EMULATOR) $(VENV)/bin/python .ci/object-locks $(STACK)

run: ## start everything and fill it with sample complaints
	@$(MAKE) --no-print-directory up
	@$(MAKE) --no-print-directory build
	@$(MAKE) --no-print-directory deploy
	@$(REDRESS) setup --complaints $(COMPLAINTS) $(ARGS)

demo: ## follow one complaint through the system (after make run)
	@$(REDRESS) demo $(ARGS)

.PHONY: simulate
simulate: ## play a year of complaints without AWS, and check the laws after every step
	@go run ./cmd/redress simulate $(ARGS)

.PHONY: load figures costs costs-on-emulator
load: ## file a thousand complaints twice on what make run started; COMPLAINTS="a.csv b.csv"
	@$(REDRESS) load $(foreach file,$(COMPLAINTS),--complaints $(file)) \
		$(foreach log,$(wildcard $(RUN_DIR)/emulator.log),--logs $(log)) $(ARGS)

# The long figures of the README, one after the other: nothing else should use the machine meanwhile.
ifdef SHORT
figures: SWEEPS_ARGS := --open 1000,20000
figures: SIMULATE_ARGS := --cases 20000
figures: FAULTS_ARGS := --cases=50 --kills=2 --slower=1
else
figures: SIMULATE_ARGS := --cases 1000000
endif
figures: ## measure all of the four below (more than an hour; SHORT=yes: about ten minutes)
	@$(MAKE) --no-print-directory costs ARGS=
	@$(MAKE) --no-print-directory sweeps ARGS="$(SWEEPS_ARGS)"
	@$(MAKE) --no-print-directory simulate ARGS="$(SIMULATE_ARGS)"
	@$(MAKE) --no-print-directory faults ARGS="$(FAULTS_ARGS)"

# An emulator of its own, whose functions find AWS behind a proxy that counts.
COSTS_PORT ?= 4596
COSTS_PROXY ?= 127.0.0.1:4597
COSTS_DIR := .run/costs
costs: $(RUN_TOOLS) ## measure speed, size, start, requests and price of a case
	@own="$(MAKE) --no-print-directory EMULATOR_PORT=$(COSTS_PORT) RUN_DIR=$(COSTS_DIR)"; \
	unset AWS_ENDPOINT_URL; \
	$$own down && rm -rf $(COSTS_DIR) && mkdir -p $(COSTS_DIR) || exit 1; \
	trap "$$own down" EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	go test -run '^$$' -bench . -benchtime 300x ./functions/... > $(COSTS_DIR)/bench.txt || { cat $(COSTS_DIR)/bench.txt; exit 1; }; \
	EMULATOR_PORT=$(COSTS_PORT) RUN_DIR=$(COSTS_DIR) EMULATOR_BIN=internal/figures/emulator FIGURES_PROXY=$(COSTS_PROXY) \
		FIGURES_EMULATOR=$(CURDIR)/$(VENV)/bin/ministack $(PYTHON) .ci/emulator start && \
	$$own build && $$own deploy && $$own costs-on-emulator

costs-on-emulator:
	@$(REDRESS) figures --benchmarks $(COSTS_DIR)/bench.txt --proxy $(COSTS_PROXY) $(ARGS)

# On the official DynamoDB Local. ARGS="--open 1000,2000" measures among fewer cases.
.PHONY: library
FILES ?= samples/complaints.csv:product
library: $(DYNAMODB_TOOLS) ## measure the case library on texts (FILES="a.csv:column b.csv") among 1,000 and 100,000 precedents
	@$(PYTHON) internal/dynamo/local/run $(DYNAMODB) $(SWEEPS_PORT) sh -c 'go run ./cmd/redress library measure --database $$DATABASE $(ARGS) $(FILES)'

.PHONY: sweeps
SWEEPS_PORT ?= 4606
SWEEPS_DIR := .run/sweeps
sweeps: $(DYNAMODB_TOOLS) ## measure the safety net among 200,000 open cases (about ten minutes)
	@mkdir -p $(SWEEPS_DIR)
	@$(PYTHON) internal/dynamo/local/run $(DYNAMODB) $(SWEEPS_PORT) sh -c '\
		go test -run "^$$$$" -bench FileAtOnce -benchtime 10s ./functions/intake > $(SWEEPS_DIR)/bench.txt || { cat $(SWEEPS_DIR)/bench.txt; exit 1; }; \
		go run ./cmd/redress sweeps --benchmarks $(SWEEPS_DIR)/bench.txt $(ARGS)'

# An emulator of its own, whose functions find AWS behind a proxy that fails calls. ARGS="--cases=50 --kills=2 --slower=1" is a short one.
FAULTS_PORT ?= 4616
FAULTS_PROXY ?= 127.0.0.1:4617
FAULTS_DIR := .run/faults
.PHONY: faults faults-on-emulator
faults: $(RUN_TOOLS) ## fail calls, kill functions, and check that nothing is lost; COMPLAINTS="a.csv b.csv"
	@own="$(MAKE) --no-print-directory EMULATOR_PORT=$(FAULTS_PORT) RUN_DIR=$(FAULTS_DIR)"; \
	unset AWS_ENDPOINT_URL; \
	$$own down && rm -rf $(FAULTS_DIR) && mkdir -p $(FAULTS_DIR) || exit 1; \
	trap "$$own down" EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	EMULATOR_PORT=$(FAULTS_PORT) RUN_DIR=$(FAULTS_DIR) EMULATOR_BIN=internal/figures/emulator FIGURES_PROXY=$(FAULTS_PROXY) \
		FIGURES_EMULATOR=$(CURDIR)/$(VENV)/bin/ministack $(PYTHON) .ci/emulator start && \
	$$own build && $$own deploy && $$own faults-on-emulator

faults-on-emulator:
	@$(REDRESS) faults $(foreach file,$(COMPLAINTS),--complaints $(file)) --emulator $(FAULTS_DIR)/emulator.pid \
		--proxy $(FAULTS_PROXY) $(ARGS)

down: ## stop the emulator; its state stays in .run/
ifndef AWS_ENDPOINT_URL
	@$(EMULATOR) stop
endif

## ---- test ----

.PHONY: test test-unit lint test-e2e test-api fmt
test: ## everything: unit tests, linters, whole flows and the API on an emulator
	@$(MAKE) --no-print-directory test-unit
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-e2e

test-unit: ## go vet, the tests that need no emulator, and once what make costs measures
	go vet ./...
	go test ./...
	@go test -run '^$$' -bench . -benchtime 1x ./functions/... > $(TOOLS)/bench.log || { cat $(TOOLS)/bench.log >&2; exit 1; }

lint: $(RUN_TOOLS) $(LINT_TOOLS) ## check code, template and state machines
	$(GOLANGCI_LINT) run --build-tags e2e ./...
	$(ON_EMULATOR) $(VENV)/bin/sam validate --lint
	$(VENV)/bin/cfn-lint template.yaml
	.ci/validate statemachine/*.asl.json

fmt: $(LINT_TOOLS) ## format the code
	@$(GOLANGCI_LINT) fmt ./...

test-e2e: ## whole flows, and the API against its document, on an emulator of their own
	@$(MAKE) --no-print-directory on-an-emulator GOAL=e2e-on-emulator

test-api: ## only the API against api/openapi.yaml
	@$(MAKE) --no-print-directory on-an-emulator GOAL=api-on-emulator

# An emulator of its own, fresh each time, so that it never meets the one of `make run`.
.PHONY: on-an-emulator
on-an-emulator: $(RUN_TOOLS) $(API_TOOLS)
ifdef AWS_ENDPOINT_URL
	@$(MAKE) --no-print-directory build
	@$(MAKE) --no-print-directory deploy
	@$(MAKE) --no-print-directory $(GOAL)
else
	@e2e="$(MAKE) --no-print-directory EMULATOR_PORT=$(E2E_PORT) RUN_DIR=$(E2E_DIR)"; \
	$$e2e down && rm -rf $(E2E_DIR) || exit 1; \
	trap "$$e2e down" EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	$$e2e up && $$e2e build && $$e2e deploy && $$e2e $(GOAL) RESTARTABLE=yes
endif

# Many at once, however few processors there are: they wait most of their time.
JOURNEYS = $(ON_EMULATOR) STACK=$(STACK) go test -count=1 -tags=lambda.norpc,e2e
SCHEMATHESIS := env SCHEMATHESIS=$(CURDIR)/$(API_VENV)/bin/schemathesis

.PHONY: e2e-on-emulator
e2e-on-emulator:
	$(SCHEMATHESIS) $(if $(RESTARTABLE),EMULATOR_RESTART='cd $(CURDIR) && $(EMULATOR) stop && $(EMULATOR) start') \
		$(JOURNEYS) -timeout=20m -parallel=12 ./internal/dynamo/... ./internal/e2e/... $(ARGS)

# Schemathesis prints its seed and how to send again what failed. ARGS="--include-operation-id fileComplaint" asks less.
.PHONY: api-on-emulator
api-on-emulator:
	$(SCHEMATHESIS) SCHEMATHESIS_ARGS='$(ARGS)' $(JOURNEYS) -timeout=20m -v -parallel=8 -run='^TestTheAPIIsAsDocumented$$' ./internal/e2e

# The same template, the same sam, the same journeys on LocalStack: one of its own on this machine, without Docker, or
# the one at AWS_ENDPOINT_URL. It has no Cognito and does not know MailDomain's resource, so staff come from an OpenID
# Connect issuer, whose keys the journeys put into the emulator's S3, and the journeys set the mail's domain up.
ISSUER_BUCKET := redress-e2e-issuer
ISSUER_KEYS_AT ?= $(if $(AWS_ENDPOINT_URL),http://localhost.localstack.cloud:4566,http://127.0.0.1:$(LOCALSTACK_PORT))
ON_LOCALSTACK := $(MAKE) --no-print-directory RUN_DIR=$(LOCALSTACK_RUN)
RUN_LOCALSTACK := env LOCALSTACK_PORT=$(LOCALSTACK_PORT) LOCALSTACK_DIR=$(LOCALSTACK) DYNAMODB_DIR=$(DYNAMODB) \
	RUN_DIR=$(LOCALSTACK_RUN) \
	$(PYTHON) internal/e2e/localstack/localstack

.PHONY: test-localstack localstack-tools localstack-down dynamodb-tools
test-localstack: export E2E_PATIENCE ?= 3m
test-localstack: export E2E_PAIRS ?= 10
test-localstack: export PARAMETERS := MailDomain='""' OidcIssuer=https://issuer.example OidcAudience=redress \
	OidcKeys=$(ISSUER_KEYS_AT)/$(ISSUER_BUCKET)/keys.json $(PARAMETERS)
test-localstack: $(RUN_TOOLS) ## the same flows on LocalStack (without Docker, or at AWS_ENDPOINT_URL)
ifdef AWS_ENDPOINT_URL
	@$(ON_LOCALSTACK) build && $(ON_LOCALSTACK) deploy && $(ON_LOCALSTACK) e2e-on-localstack
else
	@$(MAKE) --no-print-directory localstack-tools
	@make="$(ON_LOCALSTACK) AWS_ENDPOINT_URL=http://127.0.0.1:$(LOCALSTACK_PORT)"; \
	$(RUN_LOCALSTACK) stop || exit 1; \
	trap "$(RUN_LOCALSTACK) stop" EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	$(RUN_LOCALSTACK) start && $$make build && $$make deploy && $$make e2e-on-localstack
endif

# Fewer at once: it is slow, and each has deadlines to meet. ALL=yes runs those too that only repeat a rule of Redress.
.PHONY: e2e-on-localstack
e2e-on-localstack:
	$(if $(ALL),env E2E_ALL=$(ALL)) $(JOURNEYS) -timeout=40m -parallel=4 ./internal/dynamo/... ./internal/e2e/... $(ARGS)

localstack-down:
	@$(RUN_LOCALSTACK) stop

localstack-tools: $(LOCALSTACK_TOOLS) $(DYNAMODB_TOOLS)
	@:

dynamodb-tools: $(DYNAMODB_TOOLS)
	@:

$(DYNAMODB_TOOLS): internal/dynamo/local/install internal/dynamo/local/pom.xml
	@internal/dynamo/local/install $(DYNAMODB)
	@touch $@

$(LOCALSTACK_TOOLS): .ci/requirements-localstack.txt $(wildcard internal/e2e/localstack/* internal/e2e/localstack/*/*.py) | $(RUN_TOOLS)
	@internal/e2e/localstack/install $(LOCALSTACK) .ci/requirements-localstack.txt $(VENV)/bin/uv
	@touch $@

## ---- learn ----

.PHONY: model
model: ## train the classifier and compile its lexicons, after a change of either
	@go run ./cmd/redress model

## ---- tidy ----

.PHONY: clean
clean: down localstack-down ## remove what was built and the emulator's state; keep the tools
	@rm -rf .aws-sam .run bin

.PHONY: distclean
distclean: clean ## remove the tools too
	@rm -rf .tools
