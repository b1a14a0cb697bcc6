package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarInjection.InjectionPolicy;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.Validated;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pod says itself about being injected: by label, else by annotation.
 *
 * @param said empty where it says nothing
 */
record Choice(Optional<Flag> said) {
  private static final Choice NONE = new Choice(Optional.empty());

  static Validated<Choice> of(ObjectMeta metadata) {
    Validated<Choice> label = read(metadata.getLabels(), "metadata.labels");
    return label.equals(new Validated.Valid<>(NONE))
        ? read(metadata.getAnnotations(), "metadata.annotations")
        : label;
  }

  /** Why not, given what the mesh says (TM-189); empty where the pod is to be injected. */
  Optional<SkipReason> refusal(InjectionPolicy policy) {
    return switch (policy) {
      case NEVER -> Optional.of(SkipReason.NEVER);
      case DISABLED ->
          said.equals(Optional.of(Flag.YES)) ? Optional.empty() : Optional.of(notOptedIn());
      case ENABLED ->
          said.equals(Optional.of(Flag.NO)) ? Optional.of(SkipReason.OPTED_OUT) : Optional.empty();
    };
  }

  private SkipReason notOptedIn() {
    return said.isPresent() ? SkipReason.OPTED_OUT : SkipReason.NOT_OPTED_IN;
  }

  private static Validated<Choice> read(Map<String, String> entries, String field) {
    String value =
        Objects.requireNonNullElse(entries, Map.<String, String>of()).get(InjectionNames.INJECT);
    if (value == null) {
      return new Validated.Valid<>(NONE);
    }
    return Flag.parse(value)
        .<Validated<Choice>>map(flag -> new Validated.Valid<>(new Choice(Optional.of(flag))))
        .orElseGet(
            () ->
                new Validated.Invalid<>(
                    List.of(
                        new FieldError(
                            field + "[" + InjectionNames.INJECT + "]",
                            "\"" + value + "\"",
                            Flag.FIX))));
  }
}
