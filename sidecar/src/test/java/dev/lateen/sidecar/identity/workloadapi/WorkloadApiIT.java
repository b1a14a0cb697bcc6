package dev.lateen.sidecar.identity.workloadapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lateen.citadel.workloadapi.SpiffeWorkloadAPIGrpc;
import dev.lateen.citadel.workloadapi.X509SVIDRequest;
import dev.lateen.citadel.workloadapi.X509SVIDResponse;
import dev.lateen.sidecar.config.WorkloadApiConfig;
import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.jwt.TestTokens;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.TokenKeys;
import dev.lateen.sidecar.tls.TestCertificates;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import io.spiffe.bundle.jwtbundle.JwtBundleSet;
import io.spiffe.exception.JwtSvidException;
import io.spiffe.exception.X509ContextException;
import io.spiffe.spiffeid.SpiffeId;
import io.spiffe.spiffeid.TrustDomain;
import io.spiffe.svid.jwtsvid.JwtSvid;
import io.spiffe.workloadapi.DefaultWorkloadApiClient;
import io.spiffe.workloadapi.Watcher;
import io.spiffe.workloadapi.WorkloadApiClient;
import io.spiffe.workloadapi.X509Context;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over a real socket, asked by the client that applications in Java use. */
class WorkloadApiIT {
  private static final String ME = "spiffe://cluster.local/ns/shop/sa/reviews";
  private static final TrustDomain DOMAIN = TrustDomain.parse("cluster.local");

  @TempDir Path folder;

  private final EpollEventLoopGroup loops = new EpollEventLoopGroup(1);
  private final CurrentSvid svid = new CurrentSvid();
  private final TestCertificates.Authority authority = TestCertificates.authority("root-1");
  private final TestTokens tokens = new TestTokens("key-1");
  private final List<List<String>> signed = new CopyOnWriteArrayList<>();
  private Path socket;
  private WorkloadApi api;

  @BeforeEach
  void listen() {
    socket = folder.resolve("workload.sock");
    api = new WorkloadApi(config(), svid, this::sign, loops);
    api.start();
  }

  @AfterEach
  void close() {
    api.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private WorkloadApiConfig config() {
    return WorkloadApiConfig.read(
            Map.of(
                "LATEEN_WORKLOAD_API", socket.toString(), "LATEEN_CA_ADDRESS", "127.0.0.1:15012"))
        .orElseThrow();
  }

  private String sign(Svid own, List<String> audience) {
    signed.add(audience);
    return tokens.sign(tokens.header(), TestTokens.claims(ME, audience, Instant.now()));
  }

  private static ProxyModel trusting(String roots, Optional<String> revocations) {
    return trusting(new MeshTrust(roots, revocations));
  }

  private static ProxyModel trusting(MeshTrust trust) {
    return ProxyModel.of("1", List.of(), List.of()).withTrust(Optional.of(trust));
  }

  private Svid join() {
    Svid own = authority.forUri(ME).svid();
    svid.replace(own);
    api.follow(trusting(authority.pem(), Optional.empty()));
    return own;
  }

  private WorkloadApiClient client() throws Exception {
    return DefaultWorkloadApiClient.newClient(
        DefaultWorkloadApiClient.ClientOptions.builder()
            .spiffeSocketPath("unix:" + socket)
            .build());
  }

  @Test
  void applicationGetsKeyCertificatesAndBundle() throws Exception {
    // Given
    Svid own = join();

    // When
    try (WorkloadApiClient client = client()) {
      X509Context context = client.fetchX509Context();

      // Then
      assertThat(context.getDefaultSvid().getSpiffeId()).hasToString(ME);
      assertThat(context.getDefaultSvid().getChain()).isEqualTo(own.chain());
      assertThat(signs(context)).isTrue();
      assertThat(context.getX509BundleSet().getBundleForTrustDomain(DOMAIN).getX509Authorities())
          .containsExactly(authority.certificate());
      assertThat(client.fetchX509Bundles().getBundleForTrustDomain(DOMAIN).getX509Authorities())
          .containsExactly(authority.certificate());
    }
  }

  private static boolean signs(X509Context context) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(context.getDefaultSvid().getPrivateKey());
    signature.update(new byte[] {1});
    byte[] signed = signature.sign();
    signature.initVerify(context.getDefaultSvid().getLeaf());
    signature.update(new byte[] {1});
    return signature.verify(signed);
  }

  @Test
  void watcherSeesEachNewCertificateAndRoot() throws Exception {
    // Given
    join();
    List<X509Context> seen = new CopyOnWriteArrayList<>();
    try (WorkloadApiClient client = client()) {
      client.watchX509Context(watcher(seen));
      await().until(() -> seen.size() == 1);

      // When
      Svid renewed = authority.forUri(ME).svid();
      svid.replace(renewed);

      // Then
      await().until(() -> seen.getLast().getDefaultSvid().getLeaf().equals(renewed.certificate()));

      // When
      var next = TestCertificates.authority("root-2");
      api.follow(trusting(authority.pem() + next.pem(), Optional.empty()));

      // Then
      await()
          .until(
              () ->
                  seen.getLast()
                      .getX509BundleSet()
                      .getBundleForTrustDomain(DOMAIN)
                      .hasX509Authority(next.certificate()));
      assertThat(seen).hasSize(3);
    }
  }

  private static <T> Watcher<T> watcher(List<T> seen) {
    return new Watcher<>() {
      @Override
      public void onUpdate(T update) {
        seen.add(update);
      }

      @Override
      public void onError(Throwable failure) {
        throw new AssertionError(failure);
      }
    };
  }

  @Test
  void revocationListsAreStreamed() throws Exception {
    // Given
    join();
    try (Raw raw = new Raw(true)) {
      Iterator<X509SVIDResponse> stream = raw.fetch();
      assertThat(stream.next().getCrlList()).isEmpty();

      // When
      String list = authority.revoking(authority.forUri(ME + "-2"));
      api.follow(trusting(authority.pem(), Optional.of(list)));

      // Then
      assertThat(stream.next().getCrlList()).hasSize(1);
    }
  }

  @Test
  void tokenIsSignedOnceForEachAudienceAndCanBeValidated() throws Exception {
    // Given
    join();
    api.follow(
        trusting(
            new MeshTrust(
                authority.pem(), Optional.empty(), Optional.of(new TokenKeys(tokens.jwks())))));
    try (WorkloadApiClient client = client()) {
      // When
      JwtSvid token = client.fetchJwtSvid("db", "queue");

      // Then
      assertThat(token.getSpiffeId()).hasToString(ME);
      assertThat(token.getAudience()).containsExactlyInAnyOrder("db", "queue");
      assertThat(client.fetchJwtSvid("db", "queue").getToken()).isEqualTo(token.getToken());
      assertThat(signed).containsExactly(List.of("db", "queue"));
      assertThat(client.validateJwtSvid(token.getToken(), "db").getSpiffeId()).hasToString(ME);
      assertThat(
              JwtSvid.parseAndValidate(token.getToken(), client.fetchJwtBundles(), Set.of("db"))
                  .getClaims())
          .isEqualTo(token.getClaims());
      assertThatThrownBy(() -> client.validateJwtSvid(token.getToken(), "cache"))
          .isInstanceOf(JwtSvidException.class);
      assertThatThrownBy(
              () -> client.fetchJwtSvid(SpiffeId.parse("spiffe://cluster.local/ns/a/sa/b"), "db"))
          .isInstanceOf(JwtSvidException.class);
    }
  }

  @Test
  void newKeyOfTokensIsStreamed() throws Exception {
    // Given
    join();
    api.follow(trusting(withKeys(tokens)));
    List<JwtBundleSet> seen = new CopyOnWriteArrayList<>();
    try (WorkloadApiClient client = client()) {
      client.watchJwtBundles(watcher(seen));
      await().until(() -> seen.size() == 1);

      // When
      api.follow(trusting(withKeys(new TestTokens("key-2"))));

      // Then
      await().until(() -> seen.getLast().getBundleForTrustDomain(DOMAIN).hasJwtAuthority("key-2"));
    }
  }

  private MeshTrust withKeys(TestTokens keys) {
    return new MeshTrust(authority.pem(), Optional.empty())
        .with(Optional.of(new TokenKeys(keys.jwks())));
  }

  @Test
  void callWithoutTheHeaderIsRefused() throws Exception {
    join();
    try (Raw raw = new Raw(false)) {
      assertThatThrownBy(() -> raw.fetch().next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }
  }

  @Test
  void callerIsToldToAskAgainUntilThereIsAnIdentity() throws Exception {
    try (Raw raw = new Raw(true);
        WorkloadApiClient client = client()) {
      assertThatThrownBy(() -> raw.fetch().next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
      assertThatThrownBy(client::fetchX509Context).isInstanceOf(X509ContextException.class);
    }
  }

  @Test
  void socketIsForTheGroupAndGoesWithTheProcess() throws Exception {
    assertThat(Files.getPosixFilePermissions(socket)).isEqualTo(config().permissions()).hasSize(4);
    api.close();
    assertThat(socket).doesNotExist();
  }

  @Test
  void socketThatAKilledProcessLeftIsReplaced() throws Exception {
    // Given
    api.close();
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();

    // When: on loops of the other kind, too
    NioEventLoopGroup others = new NioEventLoopGroup(1);
    api = new WorkloadApi(config(), svid, this::sign, others);
    api.start();
    join();

    // Then
    try (WorkloadApiClient client = client()) {
      assertThat(client.fetchX509Context().getDefaultSvid().getSpiffeId()).hasToString(ME);
    }
    others.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void fileOrSocketOfSomebodyElseIsLeftAlone() throws Exception {
    try (WorkloadApi second = new WorkloadApi(config(), svid, this::sign, loops)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another process listens there");
    }
    assertThat(socket).exists();
    api.close();
    loops.submit(() -> {}).sync();
    assertThat(socket).doesNotExist();
    Files.writeString(socket, "notes");
    try (WorkloadApi third = new WorkloadApi(config(), svid, this::sign, loops)) {
      assertThatThrownBy(third::start).hasMessageContaining("it is not a socket");
    }
    assertThat(socket).hasContent("notes");
    Files.delete(socket);
  }

  /** A caller that sees every message as it is. */
  private final class Raw implements AutoCloseable {
    private final ManagedChannel channel;
    private final Metadata header = new Metadata();

    Raw(boolean withHeader) {
      channel =
          NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
              .eventLoopGroup(loops)
              .channelFactory(EpollDomainSocketChannel::new)
              .usePlaintext()
              .build();
      if (withHeader) {
        header.put(Metadata.Key.of("workload.spiffe.io", Metadata.ASCII_STRING_MARSHALLER), "true");
      }
    }

    Iterator<X509SVIDResponse> fetch() {
      return SpiffeWorkloadAPIGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(header))
          .fetchX509SVID(X509SVIDRequest.getDefaultInstance());
    }

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }
}
