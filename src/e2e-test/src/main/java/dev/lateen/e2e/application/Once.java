package dev.lateen.e2e.application;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A program of a Job: one call as soon as it runs, and an end that says whether it was answered.
 */
public final class Once {
  private Once() {}

  /** Calls the URL that is its argument. Status 1 unless the answer is 200. */
  public static void main(String... arguments) {
    String url = URLEncoder.encode(arguments[0], StandardCharsets.UTF_8);
    String answer = Caller.call(URI.create("/call?url=" + url));
    System.out.println(answer);
    System.exit(answer.startsWith("200 ") ? 0 : 1);
  }
}
