package dev.lateen.operator.cluster;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged operator as a process of its own, on free ports of loopback. */
final class OperatorProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Path LOGS = Path.of("target/cluster-it");
  static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration START = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> ports = freePorts(4);
  private final Map<String, String> environment;
  private final List<String> options;
  private int starts;
  private Process process;

  private OperatorProcess(Map<String, String> environment, List<String> options) {
    this.environment = environment;
    this.options = options;
  }

  static OperatorProcess start() {
    return start(Map.of());
  }

  /** With variables and options besides the usual ones. */
  static OperatorProcess start(Map<String, String> environment, String... options) {
    OperatorProcess operator = new OperatorProcess(environment, List.of(options));
    operator.launch();
    return operator;
  }

  /** Ends the process as a crash would, and starts it again with the same ports. */
  void restart() {
    kill();
    launch();
  }

  void kill() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  void launch() {
    starts++;
    try {
      Files.createDirectories(LOGS);
      ProcessBuilder builder =
          new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await()
        .alias("operator ready, see " + log())
        .atMost(START)
        .until(() -> !process.isAlive() || isReady());
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator ended, see " + log());
    }
  }

  private boolean isReady() {
    return get("/q/health/ready").replaceAll("\\s", "").startsWith("{\"status\":\"UP\"");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What of its memory is in the machine's. */
  long residentKilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int discoveryPort() {
    return ports.get(1);
  }

  int webhookPort() {
    return ports.get(2);
  }

  int identityPort() {
    return ports.get(3);
  }

  File log() {
    return LOGS.resolve("operator-" + ports.getFirst() + "-" + starts + ".log").toFile();
  }

  /** What a page of its HTTP port says; empty where it does not answer. */
  String get(String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d%s".formatted(ports.get(0), path)))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often a controller has reconciled since the process started. */
  long reconciliations(String kind) {
    return get("/q/metrics")
        .lines()
        .filter(line -> line.startsWith("operator_sdk_reconciliations_started_total"))
        .filter(line -> line.contains("kind=\"" + kind + "\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** What it is called among replicas. */
  String name() {
    return "operator-" + ports.getFirst();
  }

  /** Tells it to end, and says how long that took. */
  Duration end() {
    long start = System.nanoTime();
    process.destroy();
    await().atMost(STOP).until(() -> !process.isAlive());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    end();
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlateen.platform=kubernetes",
                "-Dquarkus.http.port=" + ports.get(0),
                "-Dlateen.discovery.host=127.0.0.1",
                "-Dlateen.discovery.port=" + ports.get(1),
                "-Dlateen.identity.host=127.0.0.1",
                "-Dlateen.identity.port=" + ports.get(3),
                "-Dlateen.identity.namespace=default",
                // the same name after a start, so that it need not wait for its own lease to end
                "-Dlateen.replica.name=" + name(),
                "-Dlateen.webhook.listen-address=127.0.0.1",
                "-Dlateen.webhook.host=127.0.0.1",
                "-Dlateen.webhook.port=" + ports.get(2)));
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> free = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return free;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
