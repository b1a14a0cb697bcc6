package dev.lateen.operator.install.gateway;

import java.util.List;

/** What a GatewayClass says that it can do; each is proved by the conformance suite. */
final class SupportedFeatures {
  /** In the order of their names, as the API wants it. */
  static final List<String> NAMES =
      List.of("GRPCRoute", "Gateway", "HTTPRoute", "ReferenceGrant", "TLSRoute");

  private SupportedFeatures() {}
}
