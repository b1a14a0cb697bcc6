package dev.lateen.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * Reads what h2load writes with {@code --log-file}: a line for each request, of the microsecond it
 * started at, its status and the microseconds it took, separated by tabs.
 */
final class RequestLog {
  private static final String OK = "200";
  private static final double MICROS_PER_SECOND = 1_000_000;

  private RequestLog() {}

  /**
   * The result of a run of so many requests.
   *
   * @throws IOException when it cannot be read
   */
  static LoadResult read(Path log, int requests) throws IOException {
    var took = LongStream.builder();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (var reader = Files.newBufferedReader(log)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] columns = line.split("\t");
        long start = Long.parseLong(columns[0]);
        long micros = Long.parseLong(columns[2]);
        first = Math.min(first, start);
        last = Math.max(last, start + micros);
        if (columns[1].equals(OK)) {
          took.add(micros);
        }
      }
    }
    long[] micros = took.build().toArray();
    double seconds = micros.length == 0 ? 0 : (last - first) / MICROS_PER_SECOND;
    return new LoadResult(micros.length, requests - micros.length, seconds, new Latencies(micros));
  }
}
