package dev.lateen.sidecar.xds.decode;

/**
 * Where in a resource a decoder is, for its errors.
 *
 * @param resource type and name, e.g. {@code RouteConfiguration "http_proxy"}
 * @param path field names as in the proto, joined by dots; empty at the top
 */
public record FieldPath(String resource, String path) {
  /** The top of a resource. */
  public static FieldPath of(String type, String name) {
    return new FieldPath(type + " \"" + name + "\"", "");
  }

  /** A field below this one. */
  public FieldPath at(String field) {
    return new FieldPath(resource, path.isEmpty() ? field : path + "." + field);
  }

  /** An element of a repeated field below this one. */
  public FieldPath at(String field, int index) {
    return at(field + "[" + index + "]");
  }

  /** What to throw when this field is wrong. */
  public InvalidResourceException invalid(String problem) {
    return new InvalidResourceException(
        path.isEmpty() ? resource + ": " + problem : resource + ": " + path + ": " + problem);
  }

  /** What to throw when a constructor of the model refused the value of this field. */
  public InvalidResourceException invalid(IllegalArgumentException cause) {
    return invalid(String.valueOf(cause.getMessage()));
  }

  /**
   * Refuses a field that changes what traffic does and that this proxy cannot obey.
   *
   * @throws InvalidResourceException when it is present
   */
  public void unsupported(String field, boolean present) {
    if (present) {
      throw at(field).invalid("is not supported by this proxy; leave it out");
    }
  }
}
