package dev.lateen.e2e.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls what a query says, over a new connection each time, and follows redirects; a line for each
 * answer.
 */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI url;
  private final Optional<String> header;

  private Caller(URI url, Optional<String> header) {
    this.url = url;
    this.header = header;
  }

  static String call(URI query) {
    Caller caller =
        new Caller(URI.create(parameter(query, "url").orElseThrow()), parameter(query, "header"));
    int count = parameter(query, "count").map(Integer::parseInt).orElse(1);
    if (caller.url.getScheme().equals("ws")) {
      return WebSocketCaller.call(caller.url, count, PATIENCE);
    }
    return IntStream.range(0, count).mapToObj(i -> caller.once()).collect(Collectors.joining("\n"));
  }

  /** The answer to one call. */
  static String once(URI url) {
    return new Caller(url, Optional.empty()).once();
  }

  static Load load(URI query) {
    return Load.start(
        URI.create(parameter(query, "url").orElseThrow()),
        Integer.parseInt(parameter(query, "rate").orElseThrow()));
  }

  private static Optional<String> parameter(URI query, String name) {
    for (String pair : Optional.ofNullable(query.getRawQuery()).orElse("").split("&")) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private String once() {
    try {
      return switch (url.getScheme()) {
        case "tcp" -> tcp();
        case "grpc" -> GrpcEcho.ask(url, host(), PATIENCE);
        default -> http();
      };
    } catch (IOException e) {
      return "failed " + e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "failed " + e.getClass().getSimpleName();
    }
  }

  /** Whom a call says it is for, where the header says so. */
  private Optional<String> host() {
    return header
        .filter(field -> field.startsWith("host:"))
        .map(field -> field.substring("host:".length()).strip());
  }

  private String http() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
    header
        .map(text -> text.split(":", 2))
        .ifPresent(field -> request.header(field[0], field[1].strip()));
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().strip();
    }
  }

  private String tcp() throws IOException {
    try (Socket socket = new Socket()) {
      int patience = Math.toIntExact(PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), patience);
      socket.setSoTimeout(patience);
      socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "failed closed" : "tcp " + line;
    }
  }
}
