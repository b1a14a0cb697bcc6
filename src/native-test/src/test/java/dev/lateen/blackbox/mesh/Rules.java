package dev.lateen.blackbox.mesh;

/** Rules for the service reviews. */
public final class Rules {
  /** The name of every rule that is not for some requests only. */
  public static final String DEFAULT = "reviews";

  /** The name of every rule for some requests only. */
  public static final String SPECIAL = "reviews-special";

  private Rules() {}

  /** Everything to one version. */
  public static String all(String version) {
    return rule(DEFAULT, 1, "  route:\n    - labels: {version: %s}\n".formatted(version));
  }

  /** Everything to one version, which may take five minutes to answer. */
  public static String patient(String version) {
    return all(version) + "  httpReqTimeout: {simpleTimeout: {timeout: 300s}}\n";
  }

  /** Two versions with weights. */
  public static String split(String one, int weight, String other, int otherWeight) {
    return rule(
        DEFAULT,
        1,
        """
          route:
            - {labels: {version: %s}, weight: %d}
            - {labels: {version: %s}, weight: %d}
        """
            .formatted(one, weight, other, otherWeight));
  }

  /** Requests with a header, or a pseudo-header such as uri, to one version. */
  public static String when(String header, String condition, String version) {
    return rule(
        SPECIAL,
        2,
        """
          match:
            request:
              headers:
                %s: %s
          route:
            - labels: {version: %s}
        """
            .formatted(header, condition, version));
  }

  /** Everything to v1, with a fault. */
  public static String fault(String fault) {
    return rule(DEFAULT, 1, "  route:\n    - labels: {version: v1}\n  httpFault: " + fault + "\n");
  }

  /** A rule for reviews; the rest of its spec is indented by two. */
  public static String rule(String name, int precedence, String rest) {
    return ruleFor("{name: reviews}", name, precedence, rest);
  }

  /** A rule for another destination, which is in flow style. */
  public static String ruleFor(String destination, String name, int precedence, String rest) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: RouteRule
    metadata:
      name: %s
    spec:
      destination: %s
      precedence: %d
    %s\
    """
        .formatted(name, destination, precedence, rest);
  }
}
