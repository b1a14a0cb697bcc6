package dev.lateen.sidecar.xds.endpoint;

import static dev.lateen.sidecar.xds.Protos.assignment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UInt32Value;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Locality;
import dev.lateen.sidecar.xds.decode.InvalidResourceException;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import org.junit.jupiter.api.Test;

class AssignmentDecoderTest {
  @Test
  void weightLocalityPriorityAndHealthAreDecoded() {
    // Given
    var proto = assignment("reviews", 9080, 9081).toBuilder();
    var group = proto.getEndpointsBuilder(0).setPriority(1);
    group.getLocalityBuilder().setRegion("r").setZone("z").setSubZone("s");
    group.getLbEndpointsBuilder(0).setLoadBalancingWeight(UInt32Value.of(5));
    group.getLbEndpointsBuilder(1).setHealthStatus(HealthStatus.DRAINING);

    // When / Then
    Locality locality = new Locality("r", "z", "s", 1, 0);
    assertThat(AssignmentDecoder.decode(proto.build()))
        .containsExactly(
            new Endpoint("127.0.0.1", 9080, 5, locality, true),
            new Endpoint("127.0.0.1", 9081, 1, locality, false));
  }

  @Test
  void aNameInPlaceOfAnAddressIsRefused() {
    // Given
    var proto = assignment("reviews", 9080).toBuilder();
    proto
        .getEndpointsBuilder(0)
        .getLbEndpointsBuilder(0)
        .getEndpointBuilder()
        .getAddressBuilder()
        .getSocketAddressBuilder()
        .setAddress("reviews");

    // When / Then
    assertThatThrownBy(() -> AssignmentDecoder.decode(proto.build()))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageStartingWith(
            "ClusterLoadAssignment \"reviews\": endpoints[0].lb_endpoints[0].endpoint.address: ");
  }
}
