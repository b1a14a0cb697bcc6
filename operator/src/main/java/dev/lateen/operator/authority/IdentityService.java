package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityKeeper;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.InvalidAuthorityException;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.crds.v1alpha1.IdentityStatus;
import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.identity.AuthorityReport;
import dev.lateen.operator.identity.AuthorityReports;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.MeshProxies;
import dev.lateen.operator.replica.ReplicaProof;
import dev.lateen.operator.replica.ReplicaService;
import dev.lateen.operator.status.CurrentMesh;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the authority of the mesh on a thread of its own, from when the mesh is known. */
@Singleton
public class IdentityService {
  private static final Logger LOG = Logger.getLogger(IdentityService.class);
  private static final long LOOK_MILLISECONDS = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final IdentitySettings settings;
  private final IdentityPlatform platform;
  private final CurrentMesh mesh;
  private final DiscoveryService discovery;
  private final MeshProxies proxies;
  private final Leadership leadership;
  private final ReplicaService replicas;
  private final TrustBundles bundles;
  private final AuthorityReports reports;
  private final MeterRegistry meters;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private final JwtAuthority tokens = new JwtAuthority(clock);
  private final PlatformSecrets secrets;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("identity").daemon().factory());
  private Optional<AuthorityLoop> loop = Optional.empty();
  private Optional<Issuing> issuing = Optional.empty();
  private String trouble = "";
  private Instant pausedUntil = Instant.EPOCH;

  IdentityService(
      IdentitySettings settings,
      IdentityPlatform platform,
      CurrentMesh mesh,
      DiscoveryService discovery,
      MeshProxies proxies,
      Leadership leadership,
      ReplicaService replicas,
      TrustBundles bundles,
      AuthorityReports reports,
      MeterRegistry meters) {
    this.settings = settings;
    this.platform = platform;
    this.secrets = new PlatformSecrets(platform, leadership, clock, random);
    this.mesh = mesh;
    this.discovery = discovery;
    this.proxies = proxies;
    this.leadership = leadership;
    this.replicas = replicas;
    this.bundles = bundles;
    this.reports = reports;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    if (!settings.enabled()) {
      bundles.set(TrustBundle.NONE);
      reports.set(AuthorityReport.off());
      return;
    }
    mesh.onChange(this::begin);
    executor.scheduleWithFixedDelay(this::look, 0, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** Discovery waits for the first bundle. */
  private void begin() {
    if (bundles.current().isEmpty()) {
      executor.execute(this::look);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    executor.execute(
        () -> {
          issuing.ifPresent(Issuing::close);
          secrets.close();
        });
    executor.shutdown();
  }

  private void look() {
    if (clock.instant().isBefore(pausedUntil)) {
      return;
    }
    try {
      policy().ifPresent(this::run);
      trouble = "";
      status()
          .map(status -> AuthorityReport.issuing(status, secrets.report()))
          .ifPresent(reports::set);
    } catch (AuthorityStoreException | InvalidAuthorityException e) {
      goOnWithoutAny();
      pause(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the authority failed", e);
      pause(String.valueOf(e.getMessage()));
    }
  }

  private void run(MeshIdentity now) {
    started().run(now.policy(), now.requested());
    issuing.ifPresent(authority -> secrets.look(now, authority));
  }

  /** Discovery waits for an authority that cannot be read, and not for one that cannot be made. */
  private void goOnWithoutAny() {
    if (loop.filter(AuthorityLoop::isWithoutAny).isPresent()) {
      bundles.set(TrustBundle.NONE);
    }
  }

  /** What cannot be done now is told once, and tried again later. */
  private void pause(String message) {
    pausedUntil = clock.instant().plus(PAUSE);
    if (!message.equals(trouble)) {
      trouble = message;
      LOG.errorf("event=authority_trouble message=\"%s\"", message);
    }
    reports.set(AuthorityReport.troubled(status(), message, secrets.report()));
  }

  private Optional<IdentityStatus> status() {
    return loop.flatMap(authority -> authority.status(proxies.all()));
  }

  private Optional<MeshIdentity> policy() {
    return mesh.view().map(view -> MeshIdentity.of(view.resources()));
  }

  private AuthorityLoop started() {
    if (loop.isEmpty()) {
      Journal journal = new Journal(platform.journal());
      loop =
          Optional.of(
              new AuthorityLoop(
                  platform,
                  new AuthorityKeeper(
                      platform.authorities(), new AuthorityFactory(clock, random), clock),
                  journal,
                  new TrustProgress(
                      proxies, leadership, journal, tokens, secrets::follow, clock.instant()),
                  bundles,
                  leadership,
                  clock,
                  state -> issue(state, journal)));
    }
    return loop.orElseThrow();
  }

  private void issue(AuthorityState state, Journal journal) {
    replicas.use(
        ReplicaProof.of(
            state.trusted().stream().map(Authority::root).toList(),
            state.current().issuing().privateKey()));
    if (issuing.isEmpty()) {
      issuing =
          Optional.of(
              Issuing.start(
                  settings,
                  state,
                  journal,
                  platform.tokens(),
                  () -> policy().map(MeshIdentity::policy),
                  List.of(replicas.definition()),
                  new Issuing.Surroundings(clock, random, meters, tokens, discovery.streams())));
    }
    issuing.orElseThrow().use(state);
  }
}
