package dev.lateen.sidecar.hook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the hooks of a container run, for a sidecar that is a container like any other: {@code wait
 * --seconds N} returns when the sidecar is ready (UA-07), {@code linger --seconds N} after that
 * time, in which the application may still end what it does.
 *
 * @param waits whether it waits for readiness
 * @param most how long it may take
 */
public record Hook(boolean waits, Duration most) {
  private static final int LONGEST_SECONDS = 3_600;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ANSWER_MILLIS = 1_000;
  private static final byte[] QUESTION =
      "GET /ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * The hook that arguments name; empty where they name none.
   *
   * @throws IllegalArgumentException when they name one and are wrong besides
   */
  public static Optional<Hook> of(List<String> arguments) {
    if (arguments.isEmpty() || !List.of("wait", "linger").contains(arguments.getFirst())) {
      return Optional.empty();
    }
    if (arguments.size() != 3 || !arguments.get(1).equals("--seconds")) {
      throw new IllegalArgumentException(
          arguments.getFirst() + ": write --seconds and a whole number, nothing else");
    }
    return Optional.of(new Hook(arguments.getFirst().equals("wait"), seconds(arguments.get(2))));
  }

  private static Duration seconds(String text) {
    if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "--seconds: \"" + text + "\": write a whole number in 0..3600");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  /**
   * Runs it.
   *
   * @param adminPort of the sidecar, on loopback
   * @return whether what it waited for has come
   * @throws InterruptedException when the thread is interrupted
   */
  public boolean run(int adminPort) throws InterruptedException {
    if (!waits) {
      Thread.sleep(most);
      return true;
    }
    long end = System.nanoTime() + most.toNanos();
    while (!isReady(adminPort)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private static boolean isReady(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(QUESTION);
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException _) {
      return false;
    }
  }
}
