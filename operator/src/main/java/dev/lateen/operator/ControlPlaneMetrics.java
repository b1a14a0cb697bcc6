package dev.lateen.operator;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.identity.AuthorityReport;
import dev.lateen.operator.identity.AuthorityReports;
import dev.lateen.operator.rules.Decision;
import dev.lateen.operator.rules.Verdict;
import dev.lateen.operator.status.CurrentMesh;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;

/** Gauges of what the control plane works with; counted when they are scraped. */
@Singleton
class ControlPlaneMetrics {
  private final CurrentMesh mesh;
  private final DiscoveryService discovery;
  private final AuthorityReports authority;
  private final MeterRegistry meters;

  ControlPlaneMetrics(
      CurrentMesh mesh,
      DiscoveryService discovery,
      AuthorityReports authority,
      MeterRegistry meters) {
    this.mesh = mesh;
    this.discovery = discovery;
    this.authority = authority;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    size("lateen.services", "Services known", one -> one.model().registry().services());
    size("lateen.instances", "Instances known", one -> one.model().registry().instances());
    rules("accepted", Verdict.Accepted.class::isInstance);
    rules("rejected", Verdict.Rejected.class::isInstance);
    proxies("connected", ProxyState::connected);
    proxies("synced", proxy -> proxy.connected() && proxy.synced());
    Gauge.builder("lateen.identity.root.expiry", this::secondsToRootExpiry)
        .description("Time until the root that issues expires; none: there is no authority")
        .baseUnit("seconds")
        .register(meters);
  }

  private double secondsToRootExpiry() {
    return authority
        .current()
        .flatMap(AuthorityReport::identity)
        .map(identity -> Instant.parse(identity.rootExpires()))
        .map(expiry -> (double) Duration.between(Instant.now(), expiry).toSeconds())
        .orElse(Double.NaN);
  }

  private void size(String name, String what, Function<Decision, Collection<?>> part) {
    Gauge.builder(name, () -> part.apply(decision()).size()).description(what).register(meters);
  }

  private void rules(String verdict, Predicate<Verdict> which) {
    Gauge.builder("lateen.rules", () -> count(decision().verdicts().values(), which))
        .description("Rules by verdict")
        .tag("verdict", verdict)
        .register(meters);
  }

  private void proxies(String state, Predicate<ProxyState> which) {
    Gauge.builder("lateen.proxies", () -> count(discovery.proxies(), which))
        .description("Proxies that are connected, and those that acknowledged everything")
        .tag("state", state)
        .register(meters);
  }

  private static <T> long count(Collection<T> all, Predicate<T> which) {
    return all.stream().filter(which).count();
  }

  private Decision decision() {
    return mesh.view().map(CurrentMesh.View::decision).orElseGet(Decision::empty);
  }
}
