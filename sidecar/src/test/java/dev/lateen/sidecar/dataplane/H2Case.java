package dev.lateen.sidecar.dataplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One case of the tables in {@code src/test/resources/http2}; their README says how they are
 * written.
 *
 * @param name in square brackets
 * @param options lines that start with a colon
 * @param sends what the client sends, in this order
 * @param results what it gets, in this order
 */
record H2Case(String name, Set<String> options, List<Repeat> sends, List<Result> results) {
  /** Frames that are sent one after the other, so many times. */
  record Repeat(int times, List<Send> frames) {}

  /**
   * A frame.
   *
   * @param next whether the stream is a new one in each repetition
   */
  record Send(int type, int flags, int stream, boolean next, String payload) {}

  /** A line that starts with an equals sign, in words. */
  record Result(List<String> words) {
    String word(int at) {
      return words.get(at);
    }
  }

  private static final List<String> TYPES =
      List.of(
          "DATA",
          "HEADERS",
          "PRIORITY",
          "RST_STREAM",
          "SETTINGS",
          "PUSH_PROMISE",
          "PING",
          "GOAWAY",
          "WINDOW_UPDATE",
          "CONTINUATION");

  static Stream<H2Case> all() {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/http2"))) {
      return new TreeSet<>(files.filter(file -> file.toString().endsWith(".cases")).toList())
          .stream().flatMap(H2Case::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<H2Case> read(Path file) {
    List<H2Case> cases = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("[")) {
          String name = line.substring(1, line.length() - 1);
          cases.add(new H2Case(name, new TreeSet<>(), new ArrayList<>(), new ArrayList<>()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          cases.getLast().add(line.charAt(0), line.substring(1).stripLeading());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases.stream();
  }

  private void add(char sign, String text) {
    switch (sign) {
      case ':' -> options.add(text);
      case '>' -> sends.add(repeat(text));
      case '=' -> results.add(new Result(List.of(text.split(" "))));
      default -> throw new IllegalArgumentException(name + ": unknown line: " + text);
    }
  }

  private static Repeat repeat(String text) {
    String[] parts = text.split(" x ", 2);
    boolean many = parts.length == 2 && parts[0].chars().allMatch(Character::isDigit);
    return new Repeat(
        many ? Integer.parseInt(parts[0]) : 1,
        Arrays.stream((many ? parts[1] : text).split(" & ")).map(H2Case::send).toList());
  }

  private static Send send(String text) {
    String[] parts = text.split(" ", 4);
    boolean next = parts[2].startsWith("+");
    int type = TYPES.indexOf(parts[0]);
    return new Send(
        type >= 0 ? type : Integer.parseInt(parts[0]),
        flags(parts[1], type),
        Integer.parseInt(next ? parts[2].substring(1) : parts[2]),
        next,
        parts.length == 4 ? parts[3] : "");
  }

  private static int flags(String text, int type) {
    List<String> names = List.of(text.split(","));
    boolean block = type == H2Peer.HEADERS || type == H2Peer.CONTINUATION || type == 5;
    return (names.contains("end") ? H2Peer.END_STREAM : 0)
        | (names.contains("ack") ? H2Peer.ACK : 0)
        | (names.contains("padded") ? 8 : 0)
        | (block && !names.contains("more") ? H2Peer.END_HEADERS : 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
