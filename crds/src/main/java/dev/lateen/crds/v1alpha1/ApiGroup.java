package dev.lateen.crds.v1alpha1;

/** The name, version and category that all kinds of this package share. */
public final class ApiGroup {
  /** The API group. */
  public static final String NAME = "lateen.dev";

  /** The version of the kinds in this package. */
  public static final String VERSION = "v1alpha1";

  /** The {@code apiVersion} of every document of this package. */
  public static final String API_VERSION = NAME + "/" + VERSION;

  /** The category under which {@code kubectl get} lists every kind. */
  public static final String CATEGORY = "lateen";

  private ApiGroup() {}
}
