package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Durations;
import dev.lateen.crds.Formats;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules that several kinds share. */
final class CommonRules {
  private static final Pattern LABEL_KEY = Pattern.compile(Formats.LABEL_KEY);
  private static final Pattern HEADER_NAME = Pattern.compile(Formats.HEADER_NAME);
  private static final int MAX_NAME_LENGTH = 255;

  private CommonRules() {}

  /** A reference to a service: name xor service, and labels (TM-015, TM-056). */
  static Stream<FieldError> service(Field service) {
    if (!service.node().isObject()) {
      return Stream.empty();
    }
    boolean named = service.has("name");
    boolean full = service.has("service");
    return all(
        when(!named && !full, service, "name or service must be set"),
        when(
            named && full,
            service.child("service"),
            "name and service exclude each other: leave one out"),
        when(
            full && service.has("namespace"),
            service.child("namespace"),
            "only goes with name: leave it out, or use name instead of service"),
        when(
            full && service.has("domain"),
            service.child("domain"),
            "only goes with name: leave it out, or use name instead of service"),
        when(
            named && fullName(service).length() > MAX_NAME_LENGTH,
            service,
            "name.namespace.domain must have at most 255 characters"),
        labels(service.child("labels")));
  }

  private static String fullName(Field service) {
    return String.join(
        ".",
        service.child("name").text(),
        service.child("namespace").text(),
        service.child("domain").text());
  }

  /** The keys of labels (TM-056). */
  static Stream<FieldError> labels(Field labels) {
    return labels
        .keys()
        .filter(key -> !LABEL_KEY.matcher(key).matches())
        .map(
            key ->
                labels
                    .entry(key)
                    .error("label names must be letters, digits and the characters - _ . /"));
  }

  /** The names of headers (TM-024). */
  static Stream<FieldError> headerNames(Field headers) {
    return headers
        .keys()
        .filter(name -> !HEADER_NAME.matcher(name).matches())
        .map(
            name ->
                headers
                    .entry(name)
                    .error(
                        "header names must be lower-case and hyphenated: write "
                            + name.toLowerCase(Locale.ROOT)));
  }

  /** A duration that may be absent (TM-059), else at least one millisecond (TM-056). */
  static Stream<FieldError> duration(Field duration) {
    return Durations.find(duration.text())
        .filter(Duration::isZero)
        .map(_ -> duration.error("must be at least 1ms"))
        .stream();
  }

  /** A field that Istio knows and this mesh does not carry out. */
  static Stream<FieldError> notImplemented(Field field, String instead) {
    return when(field.present(), field, "is not implemented: " + instead);
  }
}
