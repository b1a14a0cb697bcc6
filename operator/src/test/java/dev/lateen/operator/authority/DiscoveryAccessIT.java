package dev.lateen.operator.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.citadel.x509.SigningRequest;
import dev.lateen.operator.authority.local.LocalIdentity;
import dev.lateen.operator.discovery.AdsClient;
import dev.lateen.operator.discovery.GrpcDiscoveryService;
import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Discovery by TLS, where a proxy has to prove whose it is. */
class DiscoveryAccessIT {
  private static final String TOKEN_OF_A_POD = "token";

  @TempDir private Path directory;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.fixed(Instant.now());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AuthorityState state =
      AuthorityState.of(
          new AuthorityFactory(clock, random).create(1, "cluster.local", KeyType.EC_P256));
  private final GrpcDiscoveryService discovery =
      new GrpcDiscoveryService("127.0.0.1", 0, new SimpleMeterRegistry());
  private volatile List<String> revoked = List.of();
  private Journal journal;
  private Issuing issuing;

  @BeforeEach
  void start() {
    journal = new Journal(new LocalIdentity(directory, clock).journal());
    issuing =
        Issuing.start(
            new LoopbackSettings(),
            state,
            journal,
            DiscoveryAccessIT::ownerOf,
            () -> Optional.of(policy()),
            List.of(),
            new Issuing.Surroundings(
                clock, random, meters, new JwtAuthority(clock), discovery.streams()));
    discovery.publish(Meshes.bookinfo().reviews("v1").model());
  }

  @AfterEach
  void stop() {
    issuing.close();
    discovery.stop();
  }

  private static Caller ownerOf(String token, Optional<String> request) {
    if (!token.equals(TOKEN_OF_A_POD)) {
      throw new RefusedCallerException(
          RefusedCallerException.Reason.UNAUTHENTICATED, "nobody knows the token");
    }
    return new Caller("default", "default", "productpage-v1", Caller.Proof.SERVICE_ACCOUNT_TOKEN);
  }

  private IdentityPolicy policy() {
    return new IdentityPolicy(
        "cluster.local", List.of(), Duration.ofHours(24), 50, revoked, List.of());
  }

  @Test
  @DisplayName("AU-018 a proxy with a certificate of the mesh is told by TLS what is its own")
  void certificateIsProof() throws Exception {
    try (var client = client("productpage-v1", certificateOf("productpage-v1"), Optional.empty())) {
      assertThat(client.join()).hasSize(4);
    }
  }

  @Test
  @DisplayName("AU-018 a proxy with a token of its pod is told by TLS what is its own")
  void tokenIsProof() throws Exception {
    try (var client = client("productpage-v1", Optional.empty(), Optional.of(TOKEN_OF_A_POD))) {
      assertThat(client.join()).hasSize(4);
    }
  }

  @Test
  @DisplayName("AU-018 who proves nothing is told nothing")
  void whoProvesNothingIsToldNothing() throws Exception {
    assertRefused(
        "productpage-v1", Optional.empty(), Optional.empty(), Status.Code.UNAUTHENTICATED);
    assertRefused(
        "productpage-v1", Optional.empty(), Optional.of("guessed"), Status.Code.UNAUTHENTICATED);
    assertThat(meters.counter("lateen.discovery.refused", "reason", "unauthenticated").count())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("AU-018 nobody is told what is another's")
  void nobodyIsToldWhatIsAnothers() throws Exception {
    assertRefused(
        "productpage-v1",
        certificateOf("reviews-v1"),
        Optional.empty(),
        Status.Code.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("AU-018 GP-06 who is revoked is told nothing more, on an open stream either")
  void whoIsRevokedIsToldNothingMore() throws Exception {
    // Given
    var certificate = certificateOf("productpage-v1");
    try (var client = client("productpage-v1", certificate, Optional.empty())) {
      client.join();

      // When
      revoked = List.of("spiffe://cluster.local/ns/default/sa/default");
      client.subscribe(ResourceType.SDS, "ROOTCA");

      // Then
      assertThat(Status.fromThrowable(client.expectFailure()).getCode())
          .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
    assertRefused("productpage-v1", certificate, Optional.empty(), Status.Code.PERMISSION_DENIED);
  }

  private void assertRefused(
      String name, Optional<Shown> certificate, Optional<String> token, Status.Code code)
      throws Exception {
    try (var client = client(name, certificate, token)) {
      client.subscribe(ResourceType.CDS);
      assertThat(Status.fromThrowable(client.expectFailure()).getCode()).isEqualTo(code);
    }
  }

  private record Shown(KeyPair key, List<X509Certificate> chain) {}

  private AdsClient client(String name, Optional<Shown> certificate, Optional<String> token)
      throws Exception {
    var tls = GrpcSslContexts.forClient().trustManager(Pem.certificate(state.current().root()));
    certificate.ifPresent(
        own -> tls.keyManager(own.key().getPrivate(), own.chain().toArray(X509Certificate[]::new)));
    return new AdsClient(
        NettyChannelBuilder.forAddress("127.0.0.1", issuing.port())
            .sslContext(tls.build())
            .intercept(bearer(token))
            .build(),
        Node.newBuilder()
            .setId("sidecar~127.0.0.1~%s.default~default.svc.cluster.local".formatted(name))
            .build());
  }

  private static ClientInterceptor bearer(Optional<String> token) {
    Metadata metadata = new Metadata();
    token.ifPresent(
        text ->
            metadata.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + text));
    return MetadataUtils.newAttachHeadersInterceptor(metadata);
  }

  /** As Citadel issues it to an instance. */
  private Optional<Shown> certificateOf(String instance) throws Exception {
    KeyPair key = KeyType.EC_P256.generate(random);
    byte[] request =
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), key.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
            .getEncoded();
    List<String> chain =
        new CertificateAuthority(state, journal, clock, random)
            .issue(
                new SpiffeId("cluster.local", "default", "default"),
                instance,
                SigningRequest.parse(Pem.encode("CERTIFICATE REQUEST", request)),
                Duration.ZERO,
                new Lifetimes(Duration.ofHours(1)))
            .chain();
    return Optional.of(new Shown(key, chain.stream().limit(2).map(Pem::certificate).toList()));
  }
}
