package dev.lateen.sidecar.admin;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The process in the Prometheus text format 0.0.4, by the names that Prometheus' own client
 * libraries use. Written by hand: a registry that counts all the time costs every process, this
 * costs nothing until it is asked for (docs/performance.md, "Memory").
 */
final class ProcessText {
  private static final double TICKS_PER_SECOND = 100;
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double BYTES_PER_KIB = 1024;
  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final Path SELF = Path.of("/proc/self");

  private final StringBuilder text = new StringBuilder();

  private ProcessText() {}

  static String of(Instant started) {
    var process = new ProcessText();
    process.gauge("process_start_time_seconds", started.toEpochMilli() / MILLIS_PER_SECOND);
    process.memory();
    process.collections();
    if (Files.isReadable(SELF.resolve("stat"))) {
      process.usage();
    }
    return process.text.toString();
  }

  private void memory() {
    Runtime runtime = Runtime.getRuntime();
    var buffers = PooledByteBufAllocator.DEFAULT.metric();
    type("jvm_memory_used_bytes", "gauge");
    sample("jvm_memory_used_bytes{area=\"heap\"}", runtime.totalMemory() - runtime.freeMemory());
    type("jvm_memory_committed_bytes", "gauge");
    sample("jvm_memory_committed_bytes{area=\"heap\"}", runtime.totalMemory());
    type("jvm_memory_max_bytes", "gauge");
    sample("jvm_memory_max_bytes{area=\"heap\"}", runtime.maxMemory());
    type("jvm_buffer_pool_used_bytes", "gauge");
    sample("jvm_buffer_pool_used_bytes{pool=\"netty\"}", buffers.usedDirectMemory());
  }

  private void collections() {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    type("jvm_gc_collection_seconds", "summary");
    collectors("_count", collectors, GarbageCollectorMXBean::getCollectionCount, 1);
    collectors("_sum", collectors, GarbageCollectorMXBean::getCollectionTime, MILLIS_PER_SECOND);
  }

  private void collectors(
      String suffix,
      List<GarbageCollectorMXBean> collectors,
      ToLongFunction<GarbageCollectorMXBean> value,
      double unit) {
    collectors.forEach(
        collector ->
            sample(
                "jvm_gc_collection_seconds" + suffix + "{gc=\"" + collector.getName() + "\"}",
                value.applyAsLong(collector) / unit));
  }

  /** Linux, proc(5). */
  private void usage() {
    try (var status = Files.lines(SELF.resolve("status"));
        var open = Files.list(SELF.resolve("fd"))) {
      String stat = Files.readString(SELF.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
      type("process_cpu_seconds_total", "counter");
      sample("process_cpu_seconds_total", ticks / TICKS_PER_SECOND);
      status
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .forEach(kib -> gauge("process_resident_memory_bytes", kib * BYTES_PER_KIB));
      gauge("process_open_fds", open.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void gauge(String name, double value) {
    type(name, "gauge");
    sample(name, value);
  }

  private void type(String name, String type) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, double value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
