package dev.lateen.cli;

import dev.lateen.cli.input.Sources;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What surrounds one call of the command line.
 *
 * @param name how the program was called, such as {@code lateen} or {@code kubectl lateen}
 * @param in the standard input
 * @param out takes results
 * @param err takes errors
 * @param environment variables
 * @param folder what relative paths start from
 * @param clock for ages and waiting
 */
public record Session(
    String name,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    Clock clock) {
  /** The process's own. */
  static Session standard(String name) {
    return new Session(
        name, System.in, System.out, System.err, System.getenv(), Path.of(""), Clock.systemUTC());
  }

  Sources sources() {
    return new Sources(in, folder);
  }

  void print(String line) {
    out.println(line);
  }

  void complain(String line) {
    err.println(line);
  }
}
