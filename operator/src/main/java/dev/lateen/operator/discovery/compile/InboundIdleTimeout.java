package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.TcpPool;
import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.rules.AcceptedRule;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a connection to an application may carry nothing ({@code connectionPool.tcp.idleTimeout}
 * of destination policies): as long as the proxy of any caller lets it, because the proxy here does
 * not know whose policy a caller has.
 */
final class InboundIdleTimeout {
  /** What callers have whose policies say nothing. */
  private static final Duration DEFAULT = Duration.ofHours(1);

  private static final Comparator<Duration> ZERO_IS_FOR_EVER =
      Comparator.comparing(Duration::isZero).thenComparing(Comparator.naturalOrder());

  private final ProxyContext proxy;
  private final References references;

  InboundIdleTimeout(ProxyContext proxy, References references) {
    this.proxy = proxy;
    this.references = references;
  }

  /** Of connections to a port of the application; empty where no policy says anything. */
  Optional<Duration> of(int applicationPort) {
    List<List<AcceptedRule<DestinationPolicySpec>>> saying =
        proxy.mesh().endpoints(proxy.instance().key()).stream()
            .filter(endpoint -> endpoint.applicationPort() == applicationPort)
            .map(Endpoint::hostname)
            .distinct()
            .map(this::saying)
            .toList();
    if (saying.stream().allMatch(List::isEmpty)) {
      return Optional.empty();
    }
    saying.forEach(policies -> policies.forEach(policy -> references.rule(policy.revision())));
    return saying.stream().flatMap(InboundIdleTimeout::durations).max(ZERO_IS_FOR_EVER);
  }

  private List<AcceptedRule<DestinationPolicySpec>> saying(String hostname) {
    return proxy.mesh().destinationPolicies(hostname).stream()
        .filter(policy -> policy.spec().destination().labels().isEmpty())
        .filter(policy -> said(policy).isPresent())
        .toList();
  }

  private static Stream<Duration> durations(List<AcceptedRule<DestinationPolicySpec>> policies) {
    boolean forEverybody = policies.stream().anyMatch(policy -> policy.spec().source() == null);
    return Stream.concat(
        policies.stream().flatMap(policy -> said(policy).stream()),
        forEverybody ? Stream.empty() : Stream.of(DEFAULT));
  }

  private static Optional<Duration> said(AcceptedRule<DestinationPolicySpec> policy) {
    return DestinationPolicyCompiler.tcp(policy.spec())
        .map(TcpPool::idleTimeout)
        .map(Durations::parse);
  }
}
