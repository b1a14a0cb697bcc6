package dev.lateen.sidecar.xds.listener;

import static dev.lateen.sidecar.xds.Protos.any;
import static dev.lateen.sidecar.xds.Protos.httpListener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.BoolValue;
import dev.lateen.sidecar.model.Detection;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.Sniffed.Transport;
import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.TlsVersion;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import dev.lateen.sidecar.xds.decode.InvalidResourceException;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsListenerDecoderTest {
  private static final Authority MESH = TestCertificates.authority("mesh");

  @TempDir Path directory;

  @Test
  void mutualTlsIsDecodedFromTextsAndFiles() throws Exception {
    // Given
    TlsCertificate.Given certificate = MESH.forHost("reviews").model();
    Path chain = Files.writeString(directory.resolve("chain.pem"), certificate.chain());
    CommonTlsContext.Builder common = CommonTlsContext.newBuilder().addAlpnProtocols("h2");
    var proto = common.addTlsCertificatesBuilder();
    proto.getCertificateChainBuilder().setFilename(chain.toString());
    proto.getPrivateKeyBuilder().setInlineString(certificate.privateKey());
    var validation = common.getValidationContextBuilder();
    validation.getTrustedCaBuilder().setInlineString(MESH.pem());
    validation
        .addMatchTypedSubjectAltNamesBuilder()
        .setSanType(SanType.URI)
        .getMatcherBuilder()
        .setExact("spiffe://cluster.local/ns/default/sa/caller");
    common.getTlsParamsBuilder().setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_3);

    // When
    DownstreamTls tls = decode(common, true).orElseThrow();

    // Then
    assertThat(tls.requireClientCertificate()).isTrue();
    assertThat(tls.parameters().certificate()).contains(certificate);
    assertThat(tls.parameters().minimum()).isEqualTo(TlsVersion.TLS_1_3);
    assertThat(tls.parameters().applicationProtocols()).containsExactly("h2");
    assertThat(tls.parameters().subjectNames())
        .containsExactly(SubjectNameMatch.uri("spiffe://cluster.local/ns/default/sa/caller"));
    assertThat(tls.toString()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void aKeyThatIsNotOfTheCertificateIsRefused() {
    // Given
    CommonTlsContext.Builder common = CommonTlsContext.newBuilder();
    var proto = common.addTlsCertificatesBuilder();
    proto.getCertificateChainBuilder().setInlineString(MESH.forHost("a").model().chain());
    proto.getPrivateKeyBuilder().setInlineString(MESH.forHost("b").model().privateKey());

    // When / Then
    assertThatThrownBy(() -> decode(common, false))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageStartingWith(
            "Listener \"l\": filter_chains[0].transport_socket.typed_config.common_tls_context: ")
        .hasMessageNotContaining("PRIVATE KEY");
  }

  @Test
  void aCertificateFromAClientNeedsAuthorities() {
    // Given
    CommonTlsContext.Builder common = CommonTlsContext.newBuilder();
    TlsCertificate.Given certificate = MESH.forHost("a").model();
    var proto = common.addTlsCertificatesBuilder();
    proto.getCertificateChainBuilder().setInlineString(certificate.chain());
    proto.getPrivateKeyBuilder().setInlineString(certificate.privateKey());

    // When / Then
    assertThatThrownBy(() -> decode(common, true)).hasMessageContaining("set trusted_ca");
  }

  @Test
  void theOwnCertificateAndTheAuthoritiesOfTheMeshGoByTheirNames() {
    // Given
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder().addTlsCertificateSdsSecretConfigs(secret("default"));
    var combined = common.getCombinedValidationContextBuilder();
    combined.setValidationContextSdsSecretConfig(secret("ROOTCA"));
    combined
        .getDefaultValidationContextBuilder()
        .addMatchTypedSubjectAltNamesBuilder()
        .setSanType(SubjectAltNameMatcher.SanType.URI)
        .getMatcherBuilder()
        .setExact("spiffe://cluster.local/ns/default/sa/a");

    // When
    var parameters = decode(common, true).orElseThrow().parameters();

    // Then
    assertThat(parameters.certificate()).contains(new TlsCertificate.Own());
    assertThat(parameters.trust()).isEqualTo(new TlsTrust.Mesh());
    assertThat(parameters.subjectNames())
        .containsExactly(SubjectNameMatch.uri("spiffe://cluster.local/ns/default/sa/a"));
  }

  @Test
  void aSecretThatNobodyKnowsIsRefusedByField() {
    // Given
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder().addTlsCertificateSdsSecretConfigs(secret("other"));

    // When / Then
    assertThatThrownBy(() -> decode(common, false))
        .hasMessageContaining("tls_certificate_sds_secret_configs[0].name: \"other\" is no secret");
  }

  private static SdsSecretConfig.Builder secret(String name) {
    var secret = SdsSecretConfig.newBuilder().setName(name);
    secret.getSdsConfigBuilder().getAdsBuilder();
    return secret;
  }

  @Test
  void firstBytesAreWaitedForOnlyWhereAChainAsks() {
    // Given
    Listener.Builder inspecting = httpListener("l", 1, "r").toBuilder();
    inspecting
        .setContinueOnListenerFiltersTimeout(true)
        .addListenerFiltersBuilder()
        .setTypedConfig(any(HttpInspector.getDefaultInstance()));
    inspecting.getListenerFiltersTimeoutBuilder().setNanos(300_000_000);
    Listener.Builder asking = inspecting.clone();
    asking
        .getFilterChainsBuilder(0)
        .getFilterChainMatchBuilder()
        .setTransportProtocol("raw_buffer")
        .addApplicationProtocols("http/1.1");

    // When
    var plain = ListenerDecoder.decode(inspecting.build()).resolve(RouteTable::empty);
    var waiting = ListenerDecoder.decode(asking.build()).resolve(RouteTable::empty);

    // Then
    assertThat(plain.detection()).isEqualTo(Detection.NONE);
    assertThat(waiting.detection())
        .isEqualTo(new Detection(true, true, Duration.ofMillis(300), true));
    assertThat(waiting.filterChains().getFirst().match().transport()).contains(Transport.PLAIN);
  }

  @Test
  void aServerNameWithAWildcardInsideIsRefused() {
    // Given
    Listener.Builder proto = httpListener("l", 1, "r").toBuilder();
    proto.getFilterChainsBuilder(0).getFilterChainMatchBuilder().addServerNames("a*.example.com");

    // When / Then
    assertThatThrownBy(() -> ListenerDecoder.decode(proto.build()))
        .hasMessageStartingWith(
            "Listener \"l\": filter_chains[0].filter_chain_match.server_names[0]: ");
  }

  private static java.util.Optional<DownstreamTls> decode(
      CommonTlsContext.Builder common, boolean requireClientCertificate) {
    Listener.Builder proto = httpListener("l", 1, "r").toBuilder();
    proto
        .getFilterChainsBuilder(0)
        .getTransportSocketBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(
            any(
                DownstreamTlsContext.newBuilder()
                    .setCommonTlsContext(common)
                    .setRequireClientCertificate(BoolValue.of(requireClientCertificate))
                    .build()));
    return ListenerDecoder.decode(proto.build())
        .resolve(RouteTable::empty)
        .filterChains()
        .getFirst()
        .tls();
  }
}
