package dev.lateen.operator.platform.model;

import java.time.Duration;

/**
 * What a ServiceMesh says that changes what proxies are told.
 *
 * @param namespace where policies are for the whole mesh: that of the ServiceMesh, default {@code
 *     lateen-system}
 * @param trustDomain trust domain of identities, default {@code cluster.local}
 * @param outboundAllowAny whether hosts unknown to the mesh may be called (UA-04)
 * @param egressGateway whether the mesh has a gateway by which calls leave it, default false
 *     (TM-136)
 * @param connectTimeout connect timeout of every upstream, 1 ms to 30 s, default 1 s (TM-096)
 * @param requestTimeout timeout of requests that no rule gives one, default 15 s (TM-060)
 * @param accessLog how proxies write requests down, default not at all (PO-098)
 */
public record MeshSettings(
    String namespace,
    String trustDomain,
    boolean outboundAllowAny,
    boolean egressGateway,
    Duration connectTimeout,
    Duration requestTimeout,
    AccessLog accessLog) {

  /** What holds where no ServiceMesh says otherwise. */
  public static final MeshSettings DEFAULT =
      new MeshSettings(
          "lateen-system",
          "cluster.local",
          true,
          false,
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          AccessLog.NONE);

  /** How requests are written down. */
  public enum AccessLog {
    /** They are not. */
    NONE,
    /** As text, in Envoy's default format. */
    TEXT,
    /** As JSON, a document for each line. */
    JSON
  }
}
