package dev.lateen.sidecar.accesslog;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.AccessLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The access logs of one event loop. Lines gather in a buffer for each file, which is handed to the
 * writer when it is full or a moment old.
 */
public final class LoopLogs {
  private static final Duration FLUSH_AFTER = Duration.ofMillis(200);
  private static final int FULL = 32 << 10;
  private static final int ROOM = 4 << 10;

  private final LogWriter writer;
  private final Deadlines deadlines;
  private final LineFormatter formatter = new LineFormatter();
  private final Map<String, Batch> batches = new HashMap<>();

  /** Logs of the loop that drives the deadlines. */
  public LoopLogs(LogWriter writer, Deadlines deadlines) {
    this.writer = writer;
    this.deadlines = deadlines;
  }

  /** Writes a line to each log. */
  public void write(List<AccessLog> logs, Logged logged) {
    for (AccessLog log : logs) {
      batches.computeIfAbsent(log.path(), Batch::new).add(log, logged);
    }
  }

  /** Hands over what has gathered. */
  public void flush() {
    batches.values().forEach(Batch::handOver);
  }

  private final class Batch extends Deadline {
    private final String path;
    private ByteBuf lines;
    private int count;

    Batch(String path) {
      this.path = path;
    }

    void add(AccessLog log, Logged logged) {
      if (lines == null) {
        lines = ByteBufAllocator.DEFAULT.directBuffer(FULL + ROOM);
        deadlines.arm(this, FLUSH_AFTER);
      }
      formatter.append(log, logged, lines);
      count++;
      if (lines.readableBytes() >= FULL) {
        handOver();
      }
    }

    void handOver() {
      if (lines != null) {
        disarm();
        writer.offer(path, lines, count);
        lines = null;
        count = 0;
      }
    }

    @Override
    protected void expired() {
      handOver();
    }
  }
}
