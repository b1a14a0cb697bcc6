package dev.lateen.e2e.application;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends messages over one WebSocket; a line for each answer. */
final class WebSocketCaller implements WebSocket.Listener {
  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Duration patience;

  private WebSocketCaller(Duration patience) {
    this.patience = patience;
  }

  static String call(URI url, int count, Duration patience) {
    WebSocketCaller caller = new WebSocketCaller(patience);
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client.newWebSocketBuilder().connectTimeout(patience).buildAsync(url, caller).join();
      String lines =
          IntStream.range(0, count)
              .mapToObj(i -> caller.ask(socket, "message " + i))
              .collect(Collectors.joining("\n"));
      socket.abort();
      return lines;
    } catch (CompletionException e) {
      return "failed " + e.getCause().getClass().getSimpleName();
    }
  }

  private String ask(WebSocket socket, String message) {
    socket.sendText(message, true).join();
    try {
      String answer = answers.poll(patience.toSeconds(), TimeUnit.SECONDS);
      return answer == null ? "failed no answer" : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "failed interrupted";
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    answers.add(text.toString());
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }
}
