package dev.lateen.injection;

import java.util.Set;

/** Labels, annotations, names, ports and ids that injection reads or adds. */
public final class InjectionNames {
  /** Prefix of every annotation of ours on a pod. */
  public static final String PREFIX = "sidecar.lateen.dev/";

  /** Label or annotation of a pod that opts in or out, a label before an annotation (TM-186). */
  public static final String INJECT = PREFIX + "inject";

  /** Annotation that says what was added, as JSON; who has it is left alone (TM-185). */
  public static final String STATUS = PREFIX + "status";

  /**
   * Annotation by which the plug-in of a node knows that it is to redirect the pod's connections,
   * and how: the options of {@code lateen-sidecar capture}, one space between words (UA-12).
   */
  public static final String CAPTURE = PREFIX + "capture";

  /** Label of a namespace whose pods are looked at; its value is {@link #ENABLED}. */
  public static final String NAMESPACE_LABEL = "lateen.dev/injection";

  /** Value of {@link #NAMESPACE_LABEL}. */
  public static final String ENABLED = "enabled";

  /** Label of a namespace whose pods get the sidecar of one revision of the mesh. */
  public static final String REVISION_LABEL = "lateen.dev/rev";

  /** Label of pods whose sidecar has an identity of the mesh. */
  public static final String IDENTITY_LABEL = "lateen.dev/identity";

  /** Label of the gateways, which are proxies themselves. */
  public static final String GATEWAY_LABEL = "lateen.dev/gateway";

  /** Name of the ConfigMap with the roots, in each namespace whose pods are looked at. */
  public static final String ROOTS = "lateen-root";

  /** The container that redirects the pod's connections, and ends. */
  public static final String INIT_CONTAINER = "lateen-init";

  /** The container that sees whether the node redirects the pod's connections, and ends. */
  public static final String CHECK_CONTAINER = "lateen-capture-check";

  /** The container of the sidecar. */
  public static final String PROXY_CONTAINER = "lateen-proxy";

  /** Where the sidecar takes connections of the application. */
  public static final int OUTBOUND_PORT = 15001;

  /** Where the sidecar takes connections to the application. */
  public static final int INBOUND_PORT = 15006;

  /** Where the sidecar answers probes, its own and the application's. */
  public static final int PROBE_PORT = 15020;

  /** User and group of the sidecar, whose own connections are not redirected (TM-181). */
  public static final long PROXY_UID = 1337;

  /** User and group of {@link #CHECK_CONTAINER}, whose connections are redirected. */
  static final long CHECK_UID = 1338;

  /** Namespaces whose pods are never touched, beside that of the mesh (TM-190). */
  public static final Set<String> EXEMPT_NAMESPACES =
      Set.of("kube-system", "kube-public", "kube-node-lease");

  private InjectionNames() {}
}
