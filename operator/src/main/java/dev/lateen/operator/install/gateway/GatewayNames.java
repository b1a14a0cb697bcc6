package dev.lateen.operator.install.gateway;

import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.GatewaySpec;
import dev.lateen.operator.gateway.model.GatewayModel;
import dev.lateen.operator.install.MeshObjects;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names and labels of the objects of one Gateway, as the Gateway API asks for them (GEP-1762).
 *
 * @param gateway the Gateway
 */
record GatewayNames(Document<GatewaySpec> gateway) {
  /** The label that says of which class a Gateway is. */
  static final String CLASS_LABEL = "gateway.networking.k8s.io/gateway-class-name";

  /** The selector of everything that was made for Gateways. */
  static final String SELECTOR = MeshObjects.MANAGED + "," + GatewayModel.GATEWAY_LABEL;

  private static final String VALUE = "gateway";
  private static final int LONGEST = 63;

  String namespace() {
    return gateway.meta().namespace();
  }

  /** {@code <gateway>-<class>}; what would be too long for a Service ends with a hash of it. */
  String name() {
    String name = gateway.meta().name() + "-" + gateway.spec().gatewayClassName();
    if (name.length() <= LONGEST) {
      return name;
    }
    String hash = Integer.toHexString(name.hashCode());
    return name.substring(0, LONGEST - hash.length() - 1) + "-" + hash;
  }

  Map<String, String> selector() {
    return Map.of(GatewayModel.GATEWAY_LABEL, label());
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>(gateway.spec().infrastructureOrNone().labels());
    labels.putAll(MeshObjects.labels("lateen-gateway"));
    labels.put(GatewayModel.GATEWAY_LABEL, label());
    labels.put(CLASS_LABEL, gateway.spec().gatewayClassName());
    return labels;
  }

  /** Those of its pods, which are proxies themselves. */
  Map<String, String> podLabels() {
    Map<String, String> labels = new TreeMap<>(labels());
    labels.put(MeshObjects.GATEWAY_LABEL, VALUE);
    return labels;
  }

  private String label() {
    return gateway.meta().name();
  }
}
