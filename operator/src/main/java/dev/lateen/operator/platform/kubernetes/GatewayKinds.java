package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.gateway.api.DocumentReader;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;
import java.util.Set;

/** The kinds of the Gateway API that are served here, and how the API server calls them. */
public final class GatewayKinds {
  /** The only kind that is not of a namespace. */
  public static final String CLASS = "GatewayClass";

  /** The kind that says how backends are spoken to by TLS. */
  public static final String BACKEND_TLS_POLICY = "BackendTLSPolicy";

  /** Of the API, for all kinds. */
  public static final String VERSION = "v1";

  private static final Map<String, String> PLURALS =
      Map.of(
          CLASS,
          "gatewayclasses",
          "Gateway",
          "gateways",
          "HTTPRoute",
          "httproutes",
          "GRPCRoute",
          "grpcroutes",
          "TLSRoute",
          "tlsroutes",
          "TCPRoute",
          "tcproutes",
          BACKEND_TLS_POLICY,
          "backendtlspolicies",
          "ReferenceGrant",
          "referencegrants");

  private GatewayKinds() {}

  static Set<String> all() {
    return PLURALS.keySet();
  }

  /** What the client has to know of a kind. */
  public static ResourceDefinitionContext context(String kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(DocumentReader.GROUP)
        .withVersion(VERSION)
        .withPlural(PLURALS.get(kind))
        .withKind(kind)
        .withNamespaced(!kind.equals(CLASS))
        .build();
  }
}
