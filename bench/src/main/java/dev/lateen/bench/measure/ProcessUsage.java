package dev.lateen.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What processes and their children use, from {@code /proc} (Linux, proc(5)). */
public final class ProcessUsage {
  /** Linux counts in hundredths of a second, whatever its own clock does (USER_HZ). */
  private static final double TICKS_PER_SECOND = 100;

  private static final double KIB_PER_MIB = 1024;
  private static final int UTIME = 11;
  private static final int STIME = 12;

  private ProcessUsage() {}

  /** Seconds of processor time, user and system, since each began; NaN without processes. */
  public static double cpuSeconds(List<Long> processes) {
    if (processes.isEmpty()) {
      return Double.NaN;
    }
    return processes.stream()
            .flatMapToLong(ProcessUsage::family)
            .map(process -> ticks(read(process, "stat")))
            .sum()
        / TICKS_PER_SECOND;
  }

  /** Resident memory of the largest, each with its children, in MiB; NaN without processes. */
  public static double residentMib(List<Long> processes) {
    if (processes.isEmpty()) {
      return Double.NaN;
    }
    return processes.stream()
            .mapToLong(
                process -> family(process).map(member -> residentKib(read(member, "status"))).sum())
            .max()
            .orElse(0)
        / KIB_PER_MIB;
  }

  /** User and system time in a line of {@code stat}; the name before them may hold anything. */
  static long ticks(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
  }

  /** {@code VmRSS} of {@code status}, in KiB. */
  static long residentKib(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static LongStream family(long process) {
    return LongStream.concat(
        LongStream.of(process),
        ProcessHandle.of(process).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid));
  }

  private static String read(long process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), file));
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this machine has what is read here. */
  public static boolean isSupported() {
    return Stream.of("stat", "status").allMatch(f -> Files.exists(Path.of("/proc/self", f)));
  }
}
