package dev.lateen.operator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.api.CreateJwtSvidRequest;
import dev.lateen.citadel.api.IstioCertificateRequest;
import dev.lateen.citadel.api.IstioCertificateServiceGrpc;
import dev.lateen.citadel.api.JwtSvidServiceGrpc;
import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.authority.Revocations;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.operator.authority.local.LocalIdentity;
import dev.lateen.operator.discovery.GrpcDiscoveryService;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates by gRPC over TLS, as a sidecar of the local platform gets them. */
class IssuingIT {
  private static final String REVIEWS = "spiffe://cluster.local/ns/default/sa/bookinfo-reviews";
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @TempDir private Path directory;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.fixed(Instant.now());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AuthorityFactory factory = new AuthorityFactory(clock, random);
  private final AuthorityState state =
      AuthorityState.of(factory.create(1, "cluster.local", KeyType.EC_P256));
  private final GrpcDiscoveryService discovery =
      new GrpcDiscoveryService("127.0.0.1", 0, new SimpleMeterRegistry());
  private LocalIdentity platform;
  private Journal journal;
  private Issuing issuing;
  private volatile List<String> revoked = List.of();

  @BeforeEach
  void start() {
    platform = new LocalIdentity(directory, clock);
    journal = new Journal(platform.journal());
    issuing =
        Issuing.start(
            new LoopbackSettings(),
            state,
            journal,
            platform.tokens(),
            () -> Optional.of(policy()),
            List.of(),
            new Issuing.Surroundings(
                clock, random, meters, new JwtAuthority(clock), discovery.streams()));
  }

  @AfterEach
  void stop() {
    issuing.close();
    discovery.stop();
  }

  private IdentityPolicy policy() {
    return new IdentityPolicy(
        "cluster.local",
        List.of(),
        Duration.ofHours(24),
        30,
        revoked,
        List.of(
            new Instance(
                new InstanceKey("default", "reviews-v1"),
                "127.0.0.1",
                Map.of(),
                "bookinfo-reviews",
                Locality.UNKNOWN,
                1,
                Map.of(),
                Optional.empty(),
                true)));
  }

  private String joinToken(String workload, String account, Instant until) throws Exception {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    String digest =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8)));
    Path join = Files.createDirectories(directory.resolve(".lateen/identity/join"));
    Files.writeString(join.resolve(digest), workload + "\n" + account + "\n" + until + "\n");
    return token;
  }

  private String joinToken() throws Exception {
    return joinToken("default/reviews-v1", "bookinfo-reviews", clock.instant().plusSeconds(60));
  }

  private final AtomicReference<Metadata> answer = new AtomicReference<>();

  private record Issued(KeyPair key, List<X509Certificate> chain) {}

  private Issued ask(Optional<String> token, Optional<Issued> certificate) throws Exception {
    KeyPair key = KeyType.EC_P256.generate(random);
    return new Issued(key, ask(request(key), token, certificate));
  }

  private static String request(KeyPair key) throws Exception {
    return Pem.encode(
        "CERTIFICATE REQUEST",
        new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=admin"), key.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
            .getEncoded());
  }

  private List<X509Certificate> ask(
      String csr, Optional<String> token, Optional<Issued> certificate) throws Exception {
    var tls = GrpcSslContexts.forClient().trustManager(Pem.certificate(state.current().root()));
    certificate.ifPresent(
        own ->
            tls.keyManager(
                own.key().getPrivate(), own.chain().subList(0, 2).toArray(X509Certificate[]::new)));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", issuing.port()).sslContext(tls.build()).build();
    try {
      Metadata metadata = new Metadata();
      token.ifPresent(text -> metadata.put(AUTHORIZATION, "Bearer " + text));
      return IstioCertificateServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .withInterceptors(
              MetadataUtils.newAttachHeadersInterceptor(metadata),
              MetadataUtils.newCaptureMetadataInterceptor(answer, new AtomicReference<>()))
          .createCertificate(IstioCertificateRequest.newBuilder().setCsr(csr).build())
          .getCertChainList()
          .stream()
          .map(Pem::certificate)
          .toList();
    } finally {
      channel.shutdownNow();
    }
  }

  private static void assertRefused(ThrowingCallable call, Status.Code code, String why) {
    assertThatThrownBy(call)
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining(why)
        .satisfies(
            failure ->
                assertThat(((StatusRuntimeException) failure).getStatus().getCode())
                    .isEqualTo(code));
  }

  @Test
  @DisplayName(
      "AU-001 AU-002 AU-018 AU-029 a workload gets the identity of its service account, whatever it"
          + " asks to be called")
  void workloadGetsTheIdentityOfItsServiceAccount() throws Exception {
    // When
    Issued issued = ask(Optional.of(joinToken()), Optional.empty());

    // Then
    X509Certificate leaf = issued.chain().getFirst();
    assertThat(leaf.getSubjectAlternativeNames())
        .singleElement()
        .satisfies(name -> assertThat(name.get(1)).isEqualTo(REVIEWS));
    assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
    assertThat(leaf.getPublicKey()).isEqualTo(issued.key().getPublic());
    assertThat(issued.chain()).hasSize(3);
    assertThat(meters.counter("lateen.identity.issued", "proof", "join_token").count()).isOne();
  }

  @Test
  void answerSaysWhenToRenew() throws Exception {
    // When
    ask(Optional.of(joinToken()), Optional.empty());

    // Then
    assertThat(
            answer
                .get()
                .get(Metadata.Key.of("lateen-renew-percent", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("30");
  }

  @Test
  @DisplayName("AU-002 openssl accepts the chain that is issued")
  void opensslAcceptsTheChain() throws Exception {
    // Given
    List<X509Certificate> chain = ask(Optional.of(joinToken()), Optional.empty()).chain();
    List<String> files = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      files.add(
          Files.writeString(directory.resolve(i + ".pem"), Pem.encode(chain.get(i))).toString());
    }

    // When, then
    assertThat(
            openssl(
                "-CAfile", files.get(2), "-untrusted", files.get(1), "-x509_strict", files.get(0)))
        .endsWith("OK\n");
    assertThat(openssl("-CAfile", files.get(2), "-x509_strict", files.get(0)))
        .contains("unable to get local issuer certificate");
  }

  /** What {@code openssl verify} says; SKIPPED without openssl. */
  private static String openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl", "verify"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor();
      return output;
    } catch (IOException e) {
      return Assumptions.abort("SKIPPED: openssl is not installed (" + e.getMessage() + ")");
    }
  }

  private String token(Optional<Issued> certificate, Optional<String> bearer, String audience)
      throws Exception {
    var tls = GrpcSslContexts.forClient().trustManager(Pem.certificate(state.current().root()));
    certificate.ifPresent(
        own ->
            tls.keyManager(
                own.key().getPrivate(), own.chain().subList(0, 2).toArray(X509Certificate[]::new)));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", issuing.port()).sslContext(tls.build()).build();
    try {
      Metadata metadata = new Metadata();
      bearer.ifPresent(text -> metadata.put(AUTHORIZATION, "Bearer " + text));
      return JwtSvidServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
          .createJwtSvid(CreateJwtSvidRequest.newBuilder().addAudience(audience).build())
          .getToken();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void certificateOfASecretIsNoProof() throws Exception {
    // Given
    KeyPair key = KeyType.EC_P256.generate(random);
    Issued copied =
        new Issued(
            key,
            issuing
                .issue(
                    SpiffeId.parse(REVIEWS),
                    "lateen.bookinfo-reviews",
                    key.getPublic(),
                    Duration.ofHours(1))
                .chain()
                .stream()
                .map(Pem::certificate)
                .toList());

    // When, then
    assertRefused(
        () -> ask(Optional.empty(), Optional.of(copied)),
        Status.Code.PERMISSION_DENIED,
        "no pod or Workload default/secret/lateen.bookinfo-reviews");
    assertRefused(
        () -> token(Optional.of(copied), Optional.empty(), "billing"),
        Status.Code.PERMISSION_DENIED,
        "no pod or Workload");
    assertThat(meters.counter("lateen.identity.issued", "proof", "secret").count()).isOne();
  }

  @Test
  void workloadGetsATokenForItsCertificateAlone() throws Exception {
    // Given
    Issued issued = ask(Optional.of(joinToken()), Optional.empty());

    // When
    String token = token(Optional.of(issued), Optional.empty(), "db");

    // Then
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    assertThat(claims).contains("\"sub\":\"" + REVIEWS + "\"").contains("\"aud\":[\"db\"]");
    assertThat(meters.counter("lateen.identity.jwt.signed").count()).isOne();
    String unused = joinToken();
    assertRefused(
        () -> token(Optional.empty(), Optional.of(unused), "db"),
        Status.Code.UNAUTHENTICATED,
        "no proof of identity");
    assertRefused(
        () -> token(Optional.of(issued), Optional.empty(), "d\"b"),
        Status.Code.INVALID_ARGUMENT,
        "audience");
    revoked = List.of(REVIEWS);
    assertRefused(
        () -> token(Optional.of(issued), Optional.empty(), "db"),
        Status.Code.PERMISSION_DENIED,
        "revoked");
  }

  @Test
  void joinTokenIsGoodForOneCertificate() throws Exception {
    // Given
    Optional<String> token = Optional.of(joinToken());
    ask(token, Optional.empty());

    // When, then
    assertRefused(() -> ask(token, Optional.empty()), Status.Code.UNAUTHENTICATED, "has been used");
  }

  @Test
  void callerThatHeardNoAnswerMayAskTheSameAgain() throws Exception {
    // Given
    KeyPair key = KeyType.EC_P256.generate(random);
    String request = request(key);
    Optional<String> token = Optional.of(joinToken());
    ask(request, token, Optional.empty());

    // When
    List<X509Certificate> again = ask(request, token, Optional.empty());

    // Then
    assertThat(again.getFirst().getPublicKey()).isEqualTo(key.getPublic());
    assertRefused(() -> ask(token, Optional.empty()), Status.Code.UNAUTHENTICATED, "has been used");
  }

  @Test
  void certificateThatHoldsIsProofForTheNext() throws Exception {
    // Given
    Issued first = ask(Optional.of(joinToken()), Optional.empty());

    // When
    Issued second = ask(Optional.empty(), Optional.of(first));

    // Then
    assertThat(second.chain().getFirst().getSubjectAlternativeNames())
        .hasToString(first.chain().getFirst().getSubjectAlternativeNames().toString());
    assertThat(second.chain().getFirst().getSerialNumber())
        .isNotEqualTo(first.chain().getFirst().getSerialNumber());
    assertThat(journal.inUse(clock.instant())).hasSize(1);
  }

  @Test
  void callerWithoutProofIsRefused() {
    assertRefused(
        () -> ask(Optional.empty(), Optional.empty()),
        Status.Code.UNAUTHENTICATED,
        "no proof of identity");
    assertRefused(
        () -> ask(Optional.of("guessed"), Optional.empty()),
        Status.Code.UNAUTHENTICATED,
        "not known");
    assertThat(meters.counter("lateen.identity.refused", "reason", "unauthenticated").count())
        .isEqualTo(2);
  }

  @Test
  void expiredTokenIsRefused() throws Exception {
    // Given
    String token =
        joinToken("default/reviews-v1", "bookinfo-reviews", clock.instant().minusSeconds(1));

    // When, then
    assertRefused(
        () -> ask(Optional.of(token), Optional.empty()), Status.Code.UNAUTHENTICATED, "expired");
  }

  @Test
  void identityIsOnlyForWhatExists() throws Exception {
    // Given
    String token =
        joinToken("default/reviews-v1", "somebody-else", clock.instant().plusSeconds(60));

    // When, then
    assertRefused(
        () -> ask(Optional.of(token), Optional.empty()),
        Status.Code.PERMISSION_DENIED,
        "service account somebody-else");
  }

  @Test
  @DisplayName("GP-06 a revoked identity and a revoked certificate get nothing new")
  void revokedGetsNothingNew() throws Exception {
    // Given
    Issued issued = ask(Optional.of(joinToken()), Optional.empty());

    // When: the identity
    revoked = List.of(REVIEWS);

    // Then
    assertRefused(
        () -> ask(Optional.empty(), Optional.of(issued)), Status.Code.PERMISSION_DENIED, "revoked");

    // When: the certificate alone
    revoked = List.of();
    JournalEntry entry = journal.inUse(clock.instant()).getFirst();
    issuing.use(
        Revocations.add(
            state,
            List.of(
                new Revocation(
                    entry.serial(), entry.generation(), clock.instant(), entry.expiry())),
            clock.instant()));

    // Then
    assertRefused(
        () -> ask(Optional.empty(), Optional.of(issued)), Status.Code.PERMISSION_DENIED, "revoked");
  }

  @Test
  void requestThatIsNoneIsRefused() throws Exception {
    // Given
    String token = joinToken();

    // When, then
    assertRefused(
        () -> ask("nonsense", Optional.of(token), Optional.empty()),
        Status.Code.INVALID_ARGUMENT,
        "PKCS #10");
  }

  @Test
  void callerThatAsksTooOftenIsRefused() throws Exception {
    // Given
    Issued issued = ask(Optional.of(joinToken()), Optional.empty());
    for (int i = 1; i < 10; i++) {
      ask(Optional.empty(), Optional.of(issued));
    }

    // When, then
    assertRefused(
        () -> ask(Optional.empty(), Optional.of(issued)),
        Status.Code.RESOURCE_EXHAUSTED,
        "too often");
  }
}
