package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.issuing.CallerLimits;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.citadel.serving.MeshServer;
import dev.lateen.citadel.serving.ServingRequest;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.SigningRequest;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The part of the authority that answers workloads. Belongs to one thread. */
final class Issuing implements AutoCloseable {
  private static final Duration SERVING_LIFE = Duration.ofDays(365);
  private static final int BURST = 10;
  private static final Duration REFILL = Duration.ofSeconds(5);

  /** Sidecars keep tokens, one for each audience. */
  private static final Duration TOKEN_REFILL = Duration.ofSeconds(1);

  private final IdentitySettings settings;
  private final CertificateAuthority authority;
  private final IssuingAudit audit;
  private final CertificateServer server;
  private final Surroundings surroundings;

  /** What is shared with the rest of the operator. */
  record Surroundings(
      InstantSource clock,
      SecureRandom random,
      MeterRegistry meters,
      JwtAuthority tokens,
      ServerServiceDefinition discovery) {}

  private Issuing(
      IdentitySettings settings,
      CertificateAuthority authority,
      IssuingAudit audit,
      CertificateServer server,
      Surroundings surroundings) {
    this.settings = settings;
    this.authority = authority;
    this.audit = audit;
    this.server = server;
    this.surroundings = surroundings;
  }

  /**
   * Begins to listen with a state.
   *
   * @param others what else is served by the same port
   * @throws java.io.UncheckedIOException if the port is taken
   */
  static Issuing start(
      IdentitySettings settings,
      AuthorityState state,
      Journal journal,
      TokenVerifier tokens,
      Supplier<Optional<IdentityPolicy>> policy,
      List<ServerServiceDefinition> others,
      Surroundings surroundings) {
    CertificateAuthority authority =
        new CertificateAuthority(state, journal, surroundings.clock(), surroundings.random());
    CallerIdentification callers = new CallerIdentification(tokens, journal);
    IssuingAudit audit = new IssuingAudit(surroundings.meters());
    List<ServerServiceDefinition> services = new ArrayList<>(others);
    services.addAll(
        List.of(
            ServerInterceptors.intercept(
                new CertificateService(
                    new Issuance(
                        new Entitlement(callers, authority, limits(REFILL, surroundings)),
                        authority,
                        audit),
                    policy),
                new RenewalHint(policy)),
            new JwtService(
                    new Entitlement(callers, authority, limits(TOKEN_REFILL, surroundings)),
                    surroundings.tokens(),
                    audit,
                    policy)
                .bindService(),
            ServerInterceptors.intercept(
                surroundings.discovery(), new DiscoveryAccess(callers, authority, audit, policy))));
    Issuing issuing =
        new Issuing(
            settings,
            authority,
            audit,
            new CertificateServer(
                new InetSocketAddress(settings.host(), settings.port()), services),
            surroundings);
    issuing.use(state);
    issuing.server.start();
    return issuing;
  }

  private static CallerLimits limits(Duration refill, Surroundings surroundings) {
    return new CallerLimits(BURST, refill, surroundings.clock());
  }

  /** Goes on with another state. */
  void use(AuthorityState state) {
    server.use(
        MeshServer.below(
            state.current(),
            new ServingRequest(
                "lateen identity",
                Set.copyOf(settings.names()),
                Set.copyOf(settings.addresses()),
                SERVING_LIFE),
            surroundings.clock().instant(),
            surroundings.random()),
        state);
    authority.use(state);
    surroundings.tokens().use(state);
  }

  /** The state in force. */
  AuthorityState state() {
    return authority.state();
  }

  /**
   * Issues what goes into a Secret of a service account. The journal has it under a name that no
   * pod has, so that it is no proof for a caller: it is for servers and clients of the mesh alone.
   */
  IssuedCertificate issue(SpiffeId identity, String secret, PublicKey key, Duration life) {
    String holder = "secret/" + secret;
    IssuedCertificate issued =
        authority.issue(
            identity, holder, new SigningRequest(key), Duration.ZERO, new Lifetimes(life));
    Caller caller =
        new Caller(identity.namespace(), identity.serviceAccount(), holder, Caller.Proof.SECRET);
    audit.issued(issued.entry(), caller, "operator");
    return issued;
  }

  /** The port it listens on. */
  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
