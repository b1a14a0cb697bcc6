package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.headerNames;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.Formats;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of changes of headers (TM-014, TM-024, TS-01). */
final class HeaderRules {
  /** What frames a message or belongs to one connection (RFC 9110 7.6.1), and Host. */
  private static final Set<String> NOT_TO_CHANGE =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade");

  private static final int MAX_NAME = 128;
  private static final int MAX_VALUE = 4096;

  private HeaderRules() {}

  /** Changes of requests and responses. */
  static Stream<FieldError> both(Field headers) {
    return all(operations(headers.child("request")), operations(headers.child("response")));
  }

  /** Changes in one direction. */
  static Stream<FieldError> operations(Field operations) {
    var remove = operations.child("remove");
    return all(
        values(operations.child("set")),
        values(operations.child("add")),
        remove.items().stream()
            .flatMap(
                name ->
                    all(
                        format(name, Formats.HEADER_NAME, MAX_NAME),
                        changeable(name, name.text()))));
  }

  /** Headers to write. */
  static Stream<FieldError> values(Field headers) {
    return all(
        headerNames(headers),
        headers.entries().stream().flatMap(value -> format(value, Formats.HEADER_VALUE, MAX_VALUE)),
        headers.keys().flatMap(name -> changeable(headers.entry(name), name)));
  }

  private static Stream<FieldError> format(Field field, String format, int most) {
    if (!field.node().isTextual()) {
      return Stream.empty();
    }
    return all(
        when(!field.text().matches(format), field, FormatReasons.of(format)),
        when(field.text().length() > most, field, "must have at most " + most + " characters"));
  }

  private static Stream<FieldError> changeable(Field field, String name) {
    return NOT_TO_CHANGE.contains(name)
        ? Stream.of(
            field.error(
                name.equals("host")
                    ? "cannot be changed here: use rewrite.authority"
                    : name + " frames the message or belongs to its connection: leave it alone"))
        : Stream.empty();
  }
}
