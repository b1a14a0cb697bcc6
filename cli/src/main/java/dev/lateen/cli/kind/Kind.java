package dev.lateen.cli.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.v1alpha1.ApiGroup;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of resource, as people name it.
 *
 * @param apiVersion such as {@code lateen.dev/v1alpha1}
 * @param name such as {@code RouteRule}
 * @param plural such as {@code routerules}
 * @param shortNames such as {@code rr}
 * @param columns of its table, after the name
 */
public record Kind(
    String apiVersion, String name, String plural, List<String> shortNames, List<Column> columns) {
  private static final Column AGE =
      new Column("Age", ColumnPath.of(".metadata.creationTimestamp"), true);

  /** Takes copies. */
  public Kind {
    shortNames = List.copyOf(shortNames);
    columns = List.copyOf(columns);
  }

  /** The kind of a class, with the printer columns of its definition. */
  static Kind of(Class<? extends CustomResource<?, ?>> type) {
    var names = Optional.ofNullable(type.getAnnotation(ShortNames.class));
    return new Kind(
        ApiGroup.API_VERSION,
        HasMetadata.getKind(type),
        HasMetadata.getPlural(type),
        names.map(ShortNames::value).map(List::of).orElse(List.of()),
        Stream.of(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(Column::of)
            .toList());
  }

  /** A kind that is not ours, with its age as the only column. */
  static Kind foreign(String apiVersion, String name, String plural, String... shortNames) {
    return new Kind(apiVersion, name, plural, List.of(shortNames), List.of(AGE));
  }

  /** Whether people call it so: singular, plural, short or with its group, in any case. */
  boolean isCalled(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(singular(), plural, label(), plural + suffix()), shortNames.stream())
        .anyMatch(lower::equals);
  }

  /** Whether a document is of this kind. */
  public boolean describes(JsonNode document) {
    return document.path("kind").asText().equals(name)
        && document.path("apiVersion").asText().equals(apiVersion);
  }

  /** The group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** The version within the group. */
  public String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** Such as {@code routerule.lateen.dev}. */
  public String label() {
    return singular() + suffix();
  }

  /** Such as {@code routerules.lateen.dev}. */
  public String pluralLabel() {
    return plural + suffix();
  }

  private String singular() {
    return name.toLowerCase(Locale.ROOT);
  }

  private String suffix() {
    return group().isEmpty() ? "" : "." + group();
  }
}
