package dev.lateen.e2e.application;

import java.net.URI;

/**
 * A program of a Job: one call as soon as it runs, and an end that says whether it was answered.
 */
public final class Once {
  private Once() {}

  /** Calls the URL that is its argument. Status 1 unless the answer is 200. */
  public static void main(String... arguments) {
    String answer = Caller.once(URI.create(arguments[0]));
    System.out.println(answer);
    System.exit(answer.startsWith("200 ") ? 0 : 1);
  }
}
