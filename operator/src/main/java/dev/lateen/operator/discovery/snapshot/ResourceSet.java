package dev.lateen.operator.discovery.snapshot;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Resources of one type by name. The version is a hash of their names and contents. */
public final class ResourceSet {
  /** No resources. */
  public static final ResourceSet EMPTY = new ResourceSet(new TreeMap<>());

  private final Map<String, Resource> resources;
  private final String version;

  private ResourceSet(TreeMap<String, Resource> resources) {
    this.resources = Collections.unmodifiableMap(resources);
    this.version =
        ContentHash.of(
            resources.values().stream()
                .map(resource -> resource.name() + '=' + resource.version())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Serialises messages. */
  public static <M extends Message> ResourceSet of(
      ResourceType type, List<M> messages, Function<M, String> name) {
    return of(
        messages.stream().map(message -> Resource.of(type, name.apply(message), message)).toList());
  }

  /** A set of resources whose names differ. */
  public static ResourceSet of(Collection<Resource> resources) {
    var byName = new TreeMap<String, Resource>();
    resources.forEach(resource -> byName.put(resource.name(), resource));
    return new ResourceSet(byName);
  }

  /** Hash of the content. */
  public String version() {
    return version;
  }

  /** The resources by name, in the order of names. */
  public Collection<Resource> resources() {
    return resources.values();
  }

  /** Their names. */
  public Set<String> names() {
    return resources.keySet();
  }

  /** The resource of a name. */
  public Optional<Resource> find(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return resources.isEmpty();
  }

  /** Those with the given names. */
  public ResourceSet only(Set<String> names) {
    if (names.containsAll(resources.keySet())) {
      return this;
    }
    var chosen = new TreeMap<>(resources);
    chosen.keySet().retainAll(names);
    return new ResourceSet(chosen);
  }

  /** These, and those of the other set whose names are not among these. */
  public ResourceSet plus(ResourceSet other) {
    if (resources.keySet().containsAll(other.resources.keySet())) {
      return this;
    }
    var all = new TreeMap<>(other.resources);
    all.putAll(resources);
    return new ResourceSet(all);
  }
}
