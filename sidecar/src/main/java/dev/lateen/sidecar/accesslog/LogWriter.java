package dev.lateen.sidecar.accesslog;

import io.netty.buffer.ByteBuf;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Writes the lines of all event loops on a thread of its own, which starts with the first of them.
 * A disk or a reader of the output that is too slow costs lines, which are counted, and never holds
 * an event loop up. Safe for any thread.
 */
public final class LogWriter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LogWriter.class);
  private static final int WAITING_AT_MOST = 64;
  private static final int FLUSH_SECONDS = 2;

  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
  private final Map<String, FileChannel> files = new HashMap<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final LongAdder dropped = new LongAdder();
  private boolean closed;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("access-log").unstarted(this::run);

  /** Takes lines over; they are dropped when too much waits already. */
  void offer(String path, ByteBuf lines, int count) {
    if (started.compareAndSet(false, true)) {
      thread.start();
    }
    if (!waiting.offer(() -> write(path, lines, count))) {
      dropped.add(count);
      lines.release();
    }
  }

  /** Lines that were not written. */
  public long dropped() {
    return dropped.sum();
  }

  /** Waits a moment for what was handed over to be written. Blocks. */
  public void flush() throws InterruptedException {
    var written = new CountDownLatch(1);
    if (started.get() && waiting.offer(written::countDown, FLUSH_SECONDS, TimeUnit.SECONDS)) {
      written.await(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Ends the thread after what was handed over; when too much waits it ends with the process. */
  @Override
  public void close() {
    waiting.offer(() -> closed = true);
  }

  private void run() {
    try {
      while (!closed) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String path, ByteBuf lines, int count) {
    try {
      FileChannel file = files.get(path);
      if (file == null) {
        file = open(path);
        files.put(path, file);
      }
      ByteBuffer bytes = lines.nioBuffer();
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      if (dropped.sum() == 0) {
        LOG.warnf("event=access_log_lost path=%s reason=\"%s\"", path, e.getMessage());
      }
      dropped.add(count);
    } finally {
      lines.release();
    }
  }

  /** The process's own outputs may be sockets, which cannot be opened by their names. */
  private static FileChannel open(String path) throws IOException {
    return switch (path) {
      case "/dev/stdout" -> new FileOutputStream(FileDescriptor.out).getChannel();
      case "/dev/stderr" -> new FileOutputStream(FileDescriptor.err).getChannel();
      default -> new FileOutputStream(path, true).getChannel();
    };
  }
}
