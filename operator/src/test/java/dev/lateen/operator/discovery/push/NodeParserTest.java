package dev.lateen.operator.discovery.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.operator.discovery.compile.ProxyIdentity;
import dev.lateen.operator.platform.model.InstanceKey;
import io.envoyproxy.envoy.config.core.v3.BuildVersion;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.type.v3.SemanticVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeParserTest {
  private static final String ID = "sidecar~10.0.0.1~a.b-v1.shop~shop.svc.cluster.local";

  @Test
  void idAloneIsEnough() {
    // When
    ProxyIdentity identity = NodeParser.identity(Node.newBuilder().setId(ID).build());

    // Then
    assertThat(identity.type()).isEqualTo(ProxyIdentity.Type.SIDECAR);
    assertThat(identity.instance()).isEqualTo(new InstanceKey("shop", "a.b-v1"));
    assertThat(identity.capture()).isEqualTo(ProxyIdentity.Capture.EXPLICIT);
    assertThat(identity.svid()).isFalse();
    assertThat(identity.authorities()).isEqualTo(ProxyIdentity.DEFAULT_AUTHORITIES);
  }

  @Test
  void metadataSayMore() {
    // Given
    Node node =
        Node.newBuilder()
            .setId("ingress~10.0.0.1~x.y~y.svc.cluster.local")
            .setMetadata(
                Struct.newBuilder()
                    .putFields("NAMESPACE", text("edge"))
                    .putFields("NAME", text("gateway"))
                    .putFields("CAPTURE", text("ORIGINAL_DESTINATION"))
                    .putFields("IDENTITY", text("SVID"))
                    .putFields("IPV6", text("true"))
                    .putFields("AUTHORITIES", text("/roots.pem")))
            .build();

    // When
    ProxyIdentity identity = NodeParser.identity(node);

    // Then
    assertThat(identity.type()).isEqualTo(ProxyIdentity.Type.INGRESS);
    assertThat(identity.instance()).isEqualTo(new InstanceKey("edge", "gateway"));
    assertThat(identity.capture()).isEqualTo(ProxyIdentity.Capture.ORIGINAL_DESTINATION);
    assertThat(identity.svid()).isTrue();
    assertThat(identity.ipv6()).isTrue();
    assertThat(identity.authorities()).isEqualTo("/roots.pem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "router~1~a.b~c",
        "sidecar~1~noname~c",
        "sidecar~1~.b~c",
        "sidecar~1~a.~c"
      })
  void otherIdsAreRefusedWithTheFieldAndTheFix(String id) {
    assertThatThrownBy(() -> NodeParser.identity(Node.newBuilder().setId(id).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node.id");
  }

  @Test
  void unknownCaptureIsRefused() {
    Node node =
        Node.newBuilder()
            .setId(ID)
            .setMetadata(Struct.newBuilder().putFields("CAPTURE", text("MAGIC")))
            .build();

    assertThatThrownBy(() -> NodeParser.identity(node))
        .hasMessageContaining("node.metadata.CAPTURE is \"MAGIC\"");
  }

  @Test
  void clientsSayWhatTheyAre() {
    var envoy =
        Node.newBuilder()
            .setUserAgentName("envoy")
            .setUserAgentBuildVersion(
                BuildVersion.newBuilder()
                    .setVersion(SemanticVersion.newBuilder().setMajorNumber(1).setMinorNumber(40)))
            .build();
    var sidecar =
        Node.newBuilder()
            .setMetadata(Struct.newBuilder().putFields("VERSION", text("0.1.0")))
            .build();

    assertThat(NodeParser.clientVersion(envoy)).isEqualTo("envoy/1.40.0");
    assertThat(NodeParser.clientVersion(sidecar)).isEqualTo("lateen/0.1.0");
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
