package dev.lateen.operator.platform.kubernetes;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * What the client logs of its watches. That a kind is not defined it says each time it tries again,
 * which is dropped: {@link Watched} says it once. Everything else stays, in one line.
 */
@LoggingFilter(name = "watch-failures")
public final class WatchFailures implements Filter {
  private static final String CLIENT = "io.fabric8.kubernetes.client.informers.";

  @Override
  public boolean isLoggable(LogRecord entry) {
    Throwable failure = entry.getThrown();
    if (failure == null || !String.valueOf(entry.getLoggerName()).startsWith(CLIENT)) {
      return true;
    }
    if (WatchProblem.of("", failure) instanceof WatchProblem.DefinitionMissing) {
      return false;
    }
    entry.setThrown(null);
    entry.setMessage(entry.getMessage() + ": " + failure.getMessage());
    return true;
  }
}
