package dev.lateen.blackbox.mesh;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of a class {@link ThroughEnvoy} that asks for what a stock Envoy cannot do. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotThroughEnvoy {
  /** Why. */
  String value();
}
