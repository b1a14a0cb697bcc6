package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import dev.lateen.crds.v1alpha1.SidecarResources.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of what a container asks of a node, beyond its schema. */
final class ResourceRules {
  private ResourceRules() {}

  /**
   * Checks requests against limits.
   *
   * @param resources the field
   * @param cpu what is requested by default
   * @param memory what is requested by default
   * @param usual the limits by default
   */
  static Stream<FieldError> check(Field resources, String cpu, String memory, Limits usual) {
    var requests = resources.child("requests");
    var limits = resources.child("limits");
    return all(
        atMost(requests.child("cpu"), cpu, limits.child("cpu").text()),
        atMost(requests.child("memory"), memory, orElse(limits.child("memory"), usual.memory())));
  }

  /** Kubernetes refuses a container that asks for more than it may use. */
  private static Stream<FieldError> atMost(Field request, String usual, String limit) {
    var asked = amount(orElse(request, usual));
    var most = amount(limit);
    return when(
        asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0,
        request,
        "must be at most the limit, " + limit + ": lower it or raise it");
  }

  private static String orElse(Field field, String usual) {
    return field.present() ? field.text() : usual;
  }

  /** Empty where it is none, which the schema says. */
  private static Optional<BigDecimal> amount(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(Quantity.getAmountInBytes(new Quantity(text)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
