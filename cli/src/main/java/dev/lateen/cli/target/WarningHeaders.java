package dev.lateen.cli.target;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Passes on the warnings that an API server sends beside its answers (RFC 7234, section 5.5), each
 * text once. Thread-safe where its listener is.
 */
final class WarningHeaders implements Interceptor {
  private static final Pattern WARNING = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Consumer<String> listener;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  WarningHeaders(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    response.headers("Warning").forEach(this::read);
  }

  /** Tells of each warning of a header, of which it may hold several. */
  void read(String header) {
    WARNING
        .matcher(header)
        .results()
        .map(match -> match.group(1).replaceAll("\\\\(.)", "$1"))
        .filter(told::add)
        .forEach(listener);
  }
}
