package dev.lateen.operator.authority;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a logger says meanwhile. Safe for all threads. */
final class LogLines extends Handler implements AutoCloseable {
  private final Formatter formatter = new PatternFormatter("%s");
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Begins to listen; ends with {@link #close()}. */
  LogLines(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(formatter.format(line));
  }

  @Override
  public void flush() {
    // nothing waits
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
