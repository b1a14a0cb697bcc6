package dev.lateen.sidecar.model;

import java.util.List;

/**
 * A line for each request or connection that is over (PO-098; xDS {@code accesslog.v3.AccessLog}).
 *
 * @param path of the file it is appended to; {@code /dev/stdout} and {@code /dev/stderr} are those
 *     of this process
 * @param line its parts, with the line feed at its end
 */
public record AccessLog(String path, List<LogPart> line) {
  /** Takes a copy. */
  public AccessLog {
    line = List.copyOf(line);
  }
}
