package dev.lateen.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application of the matrix in its pod, told whom to call by the pod's loopback, which nothing
 * captures.
 */
final class Workload implements AutoCloseable {
  private static final Pattern FORWARDED = Pattern.compile("127\\.0\\.0\\.1:(\\d+) ->");

  private final String name;
  private final Process forward;
  private final int port;

  private Workload(String name, Process forward, int port) {
    this.name = name;
    this.forward = forward;
    this.port = port;
  }

  static Workload of(String namespace, String deployment) {
    try {
      Process forward =
          Programs.program(
                  List.of(
                      "kubectl",
                      "port-forward",
                      "-n",
                      namespace,
                      "deployment/" + deployment,
                      ":8079"))
              .start();
      BufferedReader said = forward.inputReader(StandardCharsets.UTF_8);
      String line = said.readLine();
      Matcher matcher = FORWARDED.matcher(line == null ? "" : line);
      if (!matcher.find()) {
        throw new IllegalStateException("kubectl port-forward of " + deployment + ": " + line);
      }
      Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
      return new Workload(deployment, forward, Integer.parseInt(matcher.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One answer: {@code 200 <name> from <address> id <id>}, or {@code failed <why>}. */
  String calls(String url) {
    return calls(url, "x-nothing: 1", 1).getFirst();
  }

  /** Begins to send requests at a steady rate. */
  void load(String url, int perSecond) {
    ask("/load?url=%s&rate=%d".formatted(encoded(url), perSecond));
  }

  /** Ends it: {@code sent <n> lost <n> <why>}. */
  String stopLoad() {
    return ask("/stop").getFirst();
  }

  /** The answers to several requests with a header. */
  List<String> calls(String url, String header, int count) {
    return ask("/call?url=%s&header=%s&count=%d".formatted(encoded(url), encoded(header), count));
  }

  private List<String> ask(String path) {
    URI question = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString());
      return answer.body().lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    forward.destroy();
  }
}
