package dev.lateen.operator.platform;

/**
 * What names a resource of the platform.
 *
 * @param kind kind, for example {@code RouteRule}
 * @param namespace namespace
 * @param name name
 */
public record ResourceKey(String kind, String namespace, String name)
    implements Comparable<ResourceKey> {

  /** Such as {@code RouteRule/default/reviews}. */
  @Override
  public String toString() {
    return kind + "/" + namespace + "/" + name;
  }

  @Override
  public int compareTo(ResourceKey other) {
    return toString().compareTo(other.toString());
  }
}
