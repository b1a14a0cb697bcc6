package dev.lateen.blackbox.mesh;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One invocation with our sidecars, and one for each side of {@link ThroughEnvoy}. */
final class EnvoyInvocations implements ClassTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(EnvoyInvocations.class);

  /** Whose sidecar is to be an Envoy while a test runs. */
  static Optional<EnvoySide> side(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(STORE).get(EnvoySide.class, EnvoySide.class));
  }

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(ThroughEnvoy.class);
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    var sides = context.getRequiredTestClass().getAnnotation(ThroughEnvoy.class).value();
    return Stream.concat(
        Stream.of(new Invocation(Optional.empty())),
        Arrays.stream(sides).map(side -> new Invocation(Optional.of(side))));
  }

  private record Invocation(Optional<EnvoySide> side) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return side.map(at -> "Envoy as " + at.name().toLowerCase(Locale.ROOT))
          .orElse("our sidecars");
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      side.ifPresent(at -> context.getStore(STORE).put(EnvoySide.class, at));
    }
  }
}
