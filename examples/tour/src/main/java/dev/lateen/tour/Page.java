package dev.lateen.tour;

import dev.lateen.tour.mesh.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/** The page of the sample application, as visitors see it through the ingress gateway. */
final class Page {
  private static final String STARS = "x-bookinfo-stars";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Probe probe;
  private final URI uri;

  Page(Probe probe, URI uri) {
    this.probe = probe;
    this.uri = uri;
  }

  /** Asks for the page a number of times, one after the other. */
  Sample visit(int times, Optional<String> user) {
    return Sample.of(IntStream.range(0, times).mapToObj(_ -> visit(user)).toList());
  }

  /** Whether a user has the page within a time; does not wait longer. */
  boolean answersWithin(Duration limit, String user) {
    return Stars.of(stars(request(limit, Optional.of(user)))).isPresent();
  }

  private Sample.Answer visit(Optional<String> user) {
    long start = System.nanoTime();
    var stars = stars(request(TIMEOUT, user));
    return new Sample.Answer(stars, Duration.ofNanos(System.nanoTime() - start));
  }

  private HttpRequest request(Duration timeout, Optional<String> user) {
    var request = HttpRequest.newBuilder(uri).timeout(timeout);
    user.ifPresent(name -> request.header("cookie", "user=" + name));
    return request.build();
  }

  private String stars(HttpRequest request) {
    try {
      var response = probe.send(request);
      return response.statusCode() == 200
          ? response.headers().firstValue(STARS).orElse("no header " + STARS)
          : "HTTP " + response.statusCode();
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }
}
