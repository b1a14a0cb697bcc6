package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.labels;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of a {@code Policy} beyond its schema (TS-08). */
final class PolicyRules implements KindRules {
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final int HIGHEST_PORT = 65_535;

  @Override
  public Stream<FieldError> check(Field spec) {
    var selected = spec.child("selector").child("labels");
    var ports = spec.child("mutualTls").child("ports");
    return all(
        labels(selected),
        when(
            ports.keys().findAny().isPresent() && selected.keys().findAny().isEmpty(),
            ports,
            "needs a selector with labels: say whose ports they are"),
        ports
            .keys()
            .filter(port -> !isPort(port))
            .map(
                port ->
                    ports
                        .entry(port)
                        .error("the key must be a port of the application, 1 to 65535")));
  }

  private static boolean isPort(String text) {
    return PORT.matcher(text).matches() && Integer.parseInt(text) <= HIGHEST_PORT;
  }
}
