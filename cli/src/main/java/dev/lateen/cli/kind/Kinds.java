package dev.lateen.cli.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.CustomResourceDefinitions;
import dev.lateen.crds.v1alpha1.ApiGroup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds that the command line knows. */
public final class Kinds {
  /** The kinds of the group {@code lateen.dev}. */
  public static final List<Kind> LATEEN =
      CustomResourceDefinitions.KINDS.stream().map(Kind::of).toList();

  private static final List<Kind> FOREIGN =
      List.of(
          Kind.foreign("v1", "Service", "services", "svc"),
          Kind.foreign("networking.k8s.io/v1", "Ingress", "ingresses", "ing"));
  private static final List<String> RULES = List.of("RouteRule", "DestinationPolicy", "EgressRule");

  private Kinds() {}

  /** All of them: those of the group, then what a mesh directory holds beside. */
  public static List<Kind> all() {
    return Stream.concat(LATEEN.stream(), FOREIGN.stream()).toList();
  }

  /**
   * The kinds that a word names: one, several with commas, or {@code all}.
   *
   * @throws IllegalArgumentException if a part names none
   */
  public static List<Kind> named(String words) {
    if (List.of("all", ApiGroup.CATEGORY).contains(words)) {
      return LATEEN;
    }
    return Stream.of(words.split(",", -1)).map(Kinds::one).toList();
  }

  /** The kind of a document, if it is one of {@link #all}. */
  public static Optional<Kind> of(JsonNode document) {
    return all().stream().filter(kind -> kind.describes(document)).findFirst();
  }

  /** The kind of this exact name, such as {@code MeshStatus}. */
  public static Kind kind(String name) {
    return LATEEN.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether the status of a kind says on how many sidecars it is live. */
  public static boolean isRule(Kind kind) {
    return RULES.contains(kind.name());
  }

  private static Kind one(String word) {
    return all().stream()
        .filter(kind -> kind.isCalled(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind: \""
                        + word
                        + "\": no such kind; write one of "
                        + all().stream().map(Kind::plural).collect(Collectors.joining(", "))
                        + " or all"));
  }
}
