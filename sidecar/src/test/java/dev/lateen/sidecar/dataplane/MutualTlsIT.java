package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.stats.TlsFailure;
import dev.lateen.sidecar.tls.RefusalLog;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import dev.lateen.sidecar.tls.TestCertificates.Issued;
import dev.lateen.sidecar.tls.TlsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two proxies of a mesh with identities: a caller's and a callee's. */
class MutualTlsIT {
  private static final String CALLER = "spiffe://cluster.local/ns/default/sa/caller";
  private static final String CALLEE = "spiffe://cluster.local/ns/default/sa/reviews";
  private static final Authority ROOT = TestCertificates.authority("root");
  private static final Authority OTHER = TestCertificates.authority("other root");

  private final CurrentSvid caller = new CurrentSvid();
  private final CurrentSvid callee = new CurrentSvid();

  static Stream<TlsEngine> engines() {
    return Stream.of(TlsEngine.best(), TlsEngine.jdk("a test"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  @DisplayName("AU-010 proxies prove to each other who they are")
  void strictTakesTheRightPeer(TlsEngine engine) throws Exception {
    // Given
    caller.replace(ROOT.forUri(CALLER).svid());
    callee.replace(ROOT.forUri(CALLEE).svid());
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(engine, MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(engine, inbound, Optional.empty());
        Client client = outbound.client()) {
      // When / Then
      assertThat(client.get("/").body()).isEqualTo("reviewed");
      assertThat(inbound.listener("http").tls().handshakes()).isEqualTo(1);
      assertThat(outbound.cluster("callee").tls().handshakes()).isEqualTo(1);
    }
  }

  /** Who is refused, by what it has. */
  private record Stranger(TlsFailure reason, Issued issued, Optional<TlsCertificate> shows) {
    @Override
    public String toString() {
      return reason.name();
    }

    static Stranger with(TlsFailure reason, Issued issued) {
      return new Stranger(reason, issued, Optional.of(new TlsCertificate.Own()));
    }
  }

  static Stream<Stranger> strangers() {
    return Stream.of(
        new Stranger(TlsFailure.NO_CLIENT_CERTIFICATE, ROOT.forUri(CALLER), Optional.empty()),
        Stranger.with(TlsFailure.UNTRUSTED_AUTHORITY, OTHER.forUri(CALLER)),
        Stranger.with(TlsFailure.EXPIRED, ROOT.forUri(CALLER, Duration.ofHours(-1))),
        Stranger.with(TlsFailure.WRONG_IDENTITY, ROOT.forUri("spiffe://elsewhere/ns/a/sa/b")),
        Stranger.with(TlsFailure.REVOKED, ROOT.forUri(CALLER)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  @DisplayName("AU-010 TS-08 strict refuses whoever is not of the mesh, and says why")
  void strictRefusesStrangers(Stranger stranger) throws Exception {
    for (TlsEngine engine : engines().toList()) {
      // Given
      caller.replace(stranger.issued().svid());
      callee.replace(ROOT.forUri(CALLEE).svid());
      Optional<String> revoked =
          stranger.reason() == TlsFailure.REVOKED
              ? Optional.of(ROOT.revoking(stranger.issued()))
              : Optional.empty();
      try (LogLines told = new LogLines(RefusalLog.class.getName());
          Backend backend = Backend.saying("secret");
          Proxy inbound = inbound(engine, MeshModels.strict(backend, ROOT.pem(), revoked));
          Proxy outbound = new Proxy(caller, engine)) {
        outbound.apply(
            MeshModels.calling(
                inbound.address("http"), CALLEE, ROOT.pem(), Optional.empty(), stranger.shows()));

        // When
        try (Client client = outbound.client()) {
          assertThat(client.get("/").status()).isEqualTo(503);
        }

        // Then
        awaitRefusal(inbound, stranger.reason());
        String reason =
            "event=peer_refused reason=" + stranger.reason().name().toLowerCase(Locale.ROOT);
        await().until(() -> told.lines().stream().anyMatch(line -> line.startsWith(reason + " ")));
        assertThat(backend.requests).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("AU-010 openssl accepts the chain of a strict proxy, which accepts its certificate")
  void opensslIsLetInWithACertificate(@TempDir Path folder) throws Exception {
    // Given
    Authority issuing = ROOT.below("issuing");
    Issued mine = issuing.forUri(CALLER);
    Issued its = issuing.forUri(CALLEE);
    callee.replace(
        new Svid(its.keys().getPrivate(), List.of(its.certificate(), issuing.certificate())));
    List<String> options =
        List.of(
            "-CAfile",
            file(folder, "root.pem", ROOT.pem()),
            "-verify_return_error",
            "-alpn",
            "lateen-http/1.1");
    List<String> identity =
        List.of(
            "-cert", file(folder, "cert.pem", mine.model().chain()),
            "-cert_chain", file(folder, "chain.pem", issuing.pem()),
            "-key", file(folder, "key.pem", mine.model().privateKey()));
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.strict(backend, ROOT.pem()))) {
      // When / Then
      assertThat(openssl(inbound, Stream.concat(options.stream(), identity.stream())))
          .contains("Verify return code: 0 (ok)")
          .contains("ALPN protocol: lateen-http/1.1")
          .contains("reviewed");
      assertThat(openssl(inbound, options.stream())).doesNotContain("reviewed");
      assertThat(backend.requests).hasSize(1);
    }
  }

  private static String openssl(Proxy inbound, Stream<String> options) throws Exception {
    return OpenSslClient.get(inbound.address("http"), options.toArray(String[]::new));
  }

  private static String file(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  @DisplayName("TS-08 strict refuses plaintext, also of a client that says nothing")
  void strictRefusesPlaintext() throws Exception {
    // Given
    callee.replace(ROOT.forUri(CALLEE).svid());
    try (Backend backend = Backend.saying("secret");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.strict(backend, ROOT.pem()));
        Client talking = inbound.client();
        Client silent = inbound.client()) {
      // When / Then
      talking.send("GET / HTTP/1.1\r\nHost: reviews\r\n\r\n");
      assertThat(talking.atEnd()).isTrue();
      assertThat(silent.atEnd()).isTrue();
      assertThat(inbound.listener("http").tls().failures()).containsEntry(TlsFailure.PLAINTEXT, 2L);
      assertThat(backend.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  @DisplayName("AU-013 a server that may not run the service gets no request")
  void secureNamingFailsClosed(TlsEngine engine) throws Exception {
    // Given
    caller.replace(ROOT.forUri(CALLER).svid());
    callee.replace(ROOT.forUri("spiffe://cluster.local/ns/default/sa/ratings").svid());
    try (Backend backend = Backend.saying("secret");
        Proxy inbound = inbound(engine, MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(engine, inbound, Optional.empty());
        Client client = outbound.client()) {
      // When / Then
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(outbound.cluster("callee").tls().failures())
          .containsEntry(TlsFailure.WRONG_IDENTITY, 1L);
      assertThat(backend.requests).isEmpty();
    }
  }

  @Test
  @DisplayName("TS-08 AU-019 permissive takes mutual TLS and plaintext")
  void permissiveTakesBoth() throws Exception {
    // Given
    caller.replace(ROOT.forUri(CALLER).svid());
    callee.replace(ROOT.forUri(CALLEE).svid());
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.permissive(backend, ROOT.pem()));
        Proxy outbound = outbound(TlsEngine.best(), inbound, Optional.empty());
        Client secured = outbound.client();
        Client plain = inbound.client()) {
      // When / Then
      assertThat(secured.get("/").body()).isEqualTo("reviewed");
      assertThat(inbound.listener("http").tls().handshakes()).isEqualTo(1);
      assertThat(plain.get("/").body()).isEqualTo("reviewed");
      assertThat(inbound.listener("http").tls().handshakes()).isEqualTo(1);
    }
  }

  @Test
  void withoutIdentityThereIsNoCallAndWithOneThereIs() throws Exception {
    // Given
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(TlsEngine.best(), inbound, Optional.empty());
        Client client = outbound.client()) {
      // When / Then
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(outbound.cluster("callee").tls().failures())
          .containsEntry(TlsFailure.NO_IDENTITY, 1L);

      // When
      caller.replace(ROOT.forUri(CALLER).svid());

      // Then: now it is the callee that has none
      await()
          .until(
              () ->
                  client.get("/").status() == 503 && refusals(inbound, TlsFailure.NO_IDENTITY) > 0);

      // When
      callee.replace(ROOT.forUri(CALLEE).svid());

      // Then
      await().untilAsserted(() -> assertThat(client.get("/").status()).isEqualTo(200));
    }
  }

  @Test
  @DisplayName("TS-12 AU-027 certificates and roots change under load without a failed request")
  void identityAndTrustChangeUnderLoad() throws Exception {
    // Given
    caller.replace(ROOT.forUri(CALLER).svid());
    callee.replace(ROOT.forUri(CALLEE).svid());
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(TlsEngine.best(), inbound, Optional.empty())) {
      outbound.apply(MeshModels.shortLived(calling(inbound, ROOT.pem(), Optional.empty())));
      var end = new AtomicBoolean();
      List<CompletableFuture<List<Integer>>> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(
            CompletableFuture.supplyAsync(() -> load(outbound, end), Thread::startVirtualThread));
      }

      // When: leaves, then both roots, then leaves of the other root, then that root alone
      for (int i = 0; i < 5; i++) {
        caller.replace(ROOT.forUri(CALLER).svid());
        callee.replace(ROOT.forUri(CALLEE).svid());
        awaitHandshake(outbound);
      }
      trust(inbound, outbound, backend, ROOT.pem() + OTHER.pem());
      awaitHandshake(outbound);
      callee.replace(OTHER.forUri(CALLEE).svid());
      caller.replace(OTHER.forUri(CALLER).svid());
      awaitHandshake(outbound);
      trust(inbound, outbound, backend, OTHER.pem());
      awaitHandshake(outbound);
      end.set(true);

      // Then
      for (var client : clients) {
        assertThat(client.get()).isNotEmpty().containsOnly(200);
      }
      assertThat(outbound.cluster("callee").tls().failures().values()).containsOnly(0L);
      assertThat(inbound.listener("http").tls().failures().values()).containsOnly(0L);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  @DisplayName("GP-06 connections of a revoked caller are closed, and it gets no new one")
  void revocationOfTheCallerCloses(TlsEngine engine) throws Exception {
    // Given
    Issued revoked = ROOT.forUri(CALLER);
    caller.replace(revoked.svid());
    callee.replace(ROOT.forUri(CALLEE).svid());
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(engine, MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(engine, inbound, Optional.empty());
        Client client = outbound.client()) {
      assertThat(client.get("/").status()).isEqualTo(200);

      // When
      inbound.apply(MeshModels.strict(backend, ROOT.pem(), Optional.of(ROOT.revoking(revoked))));

      // Then
      await().until(() -> inbound.listener("http").connectionsActive() == 0);
      assertThat(client.get("/").status()).isEqualTo(503);
      awaitRefusal(inbound, TlsFailure.REVOKED);
      assertThat(backend.requests).hasSize(1);
    }
  }

  @Test
  @DisplayName("GP-06 connections to a revoked server are closed, and it gets no new request")
  void revocationOfTheCalleeCloses() throws Exception {
    // Given
    Issued revoked = ROOT.forUri(CALLEE);
    caller.replace(ROOT.forUri(CALLER).svid());
    callee.replace(revoked.svid());
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(TlsEngine.best(), inbound, Optional.empty());
        Client client = outbound.client()) {
      assertThat(client.get("/").status()).isEqualTo(200);

      // When
      outbound.apply(calling(inbound, ROOT.pem(), Optional.of(ROOT.revoking(revoked))));

      // Then
      await().until(() -> outbound.cluster("callee").connectionsActive() == 0);
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(outbound.cluster("callee").tls().failures()).containsEntry(TlsFailure.REVOKED, 1L);
    }
  }

  @Test
  void aConnectionIsRetiredWhenItsCertificateRanOut() throws Exception {
    // Given
    caller.replace(ROOT.forUri(CALLER, Duration.ofSeconds(3)).svid());
    callee.replace(ROOT.forUri(CALLEE).svid());
    try (Backend backend = Backend.saying("reviewed");
        Proxy inbound = inbound(TlsEngine.best(), MeshModels.strict(backend, ROOT.pem()));
        Proxy outbound = outbound(TlsEngine.best(), inbound, Optional.empty());
        Client client = outbound.client()) {
      assertThat(client.get("/").status()).isEqualTo(200);

      // When
      caller.replace(ROOT.forUri(CALLER).svid());

      // Then: the old connection serves on until then, and no request is lost
      await()
          .untilAsserted(
              () -> {
                assertThat(client.get("/").status()).isEqualTo(200);
                assertThat(outbound.cluster("callee").tls().handshakes()).isEqualTo(2);
              });
      assertThat(outbound.cluster("callee").connections()).isEqualTo(2);
    }
  }

  private static List<Integer> load(Proxy outbound, AtomicBoolean end) {
    List<Integer> statuses = new ArrayList<>();
    try (Client client = outbound.client()) {
      while (!end.get()) {
        statuses.add(client.get("/").status());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return statuses;
  }

  /** Whatever was changed has been used. */
  private static void awaitHandshake(Proxy outbound) {
    long before = handshakes(outbound);
    await().atMost(Duration.ofMinutes(1)).until(() -> handshakes(outbound) > before + 3);
  }

  /** A cluster counts from its first call on. */
  private static long handshakes(Proxy outbound) {
    return Optional.ofNullable(outbound.cluster("callee"))
        .map(cluster -> cluster.tls().handshakes())
        .orElse(0L);
  }

  private void trust(Proxy inbound, Proxy outbound, Backend backend, String roots)
      throws Exception {
    inbound.apply(MeshModels.strict(backend, roots));
    outbound.apply(MeshModels.shortLived(calling(inbound, roots, Optional.empty())));
  }

  private static void awaitRefusal(Proxy inbound, TlsFailure reason) {
    await().untilAsserted(() -> assertThat(refusals(inbound, reason)).isPositive());
  }

  private static long refusals(Proxy inbound, TlsFailure reason) {
    return inbound.listener("http").tls().failures().get(reason);
  }

  private Proxy inbound(TlsEngine engine, ProxyModel model) throws Exception {
    Proxy proxy = new Proxy(callee, engine);
    proxy.apply(model);
    return proxy;
  }

  private Proxy outbound(TlsEngine engine, Proxy inbound, Optional<String> revoked)
      throws Exception {
    Proxy proxy = new Proxy(caller, engine);
    proxy.apply(calling(inbound, ROOT.pem(), revoked));
    return proxy;
  }

  private static ProxyModel calling(Proxy inbound, String roots, Optional<String> revoked) {
    return MeshModels.calling(
        inbound.address("http"), CALLEE, roots, revoked, Optional.of(new TlsCertificate.Own()));
  }
}
