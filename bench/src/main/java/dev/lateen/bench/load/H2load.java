package dev.lateen.bench.load;

import dev.lateen.bench.peer.Cpus;
import dev.lateen.bench.scenario.Load;
import dev.lateen.bench.scenario.Protocol;
import dev.lateen.bench.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends a fixed number of requests with {@code h2load} of nghttp2, which speaks HTTP/1.1 and
 * HTTP/2, keeps a rate, and writes down each request: one tool for every scenario.
 */
public final class H2load implements LoadGenerator {
  private static final int GRPC_REQUEST_BYTES = 100;

  private final Path folder;
  private final Cpus cpus;

  /**
   * Prepares it.
   *
   * @param folder for its files
   * @param cpus where it may run
   */
  public H2load(Path folder, Cpus cpus) {
    this.folder = folder;
    this.cpus = cpus;
  }

  @Override
  public LoadResult run(Scenario scenario, int entry, int requests) {
    Path log = folder.resolve("requests.tsv");
    try {
      Files.deleteIfExists(log);
      Path output = folder.resolve("h2load.log");
      var process =
          new ProcessBuilder(cpus.forLoad(command(scenario, entry, requests, log)))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("h2load failed: " + Files.readString(output));
      }
      return RequestLog.read(log, requests);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were sent", e);
    }
  }

  private List<String> command(Scenario scenario, int entry, int requests, Path log)
      throws IOException {
    Load load = scenario.load();
    var command = new ArrayList<>(List.of("h2load", "--threads=1", "--log-file=" + log));
    command.add("--requests=" + requests);
    command.add("--clients=" + Math.min(load.connections(), requests));
    command.add("--max-concurrent-streams=" + load.streams());
    if (load instanceof Load.Paced paced) {
      command.add("--rps=" + (double) paced.perSecond() / paced.connections());
    }
    command.addAll(scenario.protocol() == Protocol.HTTP2 ? grpc() : List.of("--h1"));
    command.add("--connect-to=127.0.0.1:" + entry);
    command.add("http://" + scenario.authority() + scenario.path());
    return command;
  }

  /** A POST with a body of the size of a small message. */
  private List<String> grpc() throws IOException {
    Path message = folder.resolve("message");
    Files.write(message, new byte[GRPC_REQUEST_BYTES]);
    return List.of(
        "--data=" + message, "--header=content-type: application/grpc", "--header=te: trailers");
  }
}
