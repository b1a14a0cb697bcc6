package dev.lateen.bookinfo.service;

import java.util.function.Function;

/**
 * A part of the page that another service provides.
 *
 * @param <T> what the service says
 */
public sealed interface Part<T> {

  /** How long it took, all tries together, in milliseconds. */
  long millis();

  /** The service answered. */
  record Present<T>(T value, long millis) implements Part<T> {}

  /** The service did not answer usefully. {@code status} is the one to pass on to API callers. */
  record Missing<T>(int status, long millis) implements Part<T> {}

  /** One of two results, by whether the part is there. */
  default <R> R map(Function<Present<T>, R> present, Function<Missing<T>, R> missing) {
    return switch (this) {
      case Present<T> part -> present.apply(part);
      case Missing<T> part -> missing.apply(part);
    };
  }
}
