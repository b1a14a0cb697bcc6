package dev.lateen.blackbox.mesh;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of a class run on the mesh once with our sidecars only, and once more with a stock
 * Envoy in place of each of these sides. Envoy must accept everything it is sent without a warning.
 * Needs {@code LATEEN_ENVOY}, the path of its program; says SKIPPED without.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith({MeshExtension.class, EnvoyInvocations.class})
@Tag("envoy")
public @interface ThroughEnvoy {
  /** The sides. */
  EnvoySide[] value() default {EnvoySide.CALLER, EnvoySide.CALLEE};
}
