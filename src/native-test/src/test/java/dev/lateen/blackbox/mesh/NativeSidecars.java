package dev.lateen.blackbox.mesh;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a class in a mesh of its own whose sidecars are the native executable; where that is not
 * built, the class is SKIPPED.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NativeExecutable.class)
public @interface NativeSidecars {}
