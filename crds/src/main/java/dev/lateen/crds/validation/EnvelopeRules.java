package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Formats;
import dev.lateen.crds.v1alpha1.ApiGroup;
import java.util.List;
import java.util.stream.Stream;

/** The rules of what surrounds the spec of every kind: version, names, and nothing unknown. */
final class EnvelopeRules {
  private static final List<String> FIELDS =
      List.of("apiVersion", "kind", "metadata", "spec", "status");
  private static final List<String> METADATA =
      List.of(
          "name",
          "namespace",
          "labels",
          "annotations",
          "generateName",
          "finalizers",
          "ownerReferences",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink");

  private EnvelopeRules() {}

  static Stream<FieldError> check(Field document) {
    var version = document.child("apiVersion");
    var metadata = document.child("metadata");
    return all(
        when(
            !version.text().equals(ApiGroup.API_VERSION),
            version,
            "must be " + ApiGroup.API_VERSION),
        unknown(document, FIELDS),
        unknown(metadata, METADATA),
        name(metadata),
        namespace(metadata.child("namespace")),
        Stream.of("labels", "annotations").map(metadata::child).flatMap(EnvelopeRules::texts));
  }

  private static Stream<FieldError> unknown(Field field, List<String> known) {
    return field
        .keys()
        .filter(name -> !known.contains(name))
        .map(name -> field.child(name).error("no such field; " + Suggestions.hint(name, known)));
  }

  private static Stream<FieldError> name(Field metadata) {
    var name = metadata.child("name");
    return all(
        when(!name.present() && !metadata.has("generateName"), name, "is missing: set it"),
        when(
            name.present()
                && (name.text().length() > 253 || !name.text().matches(Formats.DNS_NAME)),
            name,
            FormatReasons.of(Formats.DNS_NAME)));
  }

  private static Stream<FieldError> namespace(Field namespace) {
    return when(
        namespace.present()
            && (namespace.text().length() > 63 || !namespace.text().matches(Formats.DNS_LABEL)),
        namespace,
        FormatReasons.of(Formats.DNS_LABEL));
  }

  private static Stream<FieldError> texts(Field map) {
    return map.entries().stream()
        .filter(entry -> !entry.node().isTextual())
        .map(entry -> entry.error("must be a text: put it in quotes"));
  }
}
