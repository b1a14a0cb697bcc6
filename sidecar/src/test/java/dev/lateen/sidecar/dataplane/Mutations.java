package dev.lateen.sidecar.dataplane;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Messages of the wire tables, changed at random. */
final class Mutations {
  private static final int LONGEST = 4096;
  private static final List<WireCase> CASES = WireTableIT.all();
  private static final List<String> REQUESTS = blocks(WireCase.Direction.CLIENT_SENDS);
  private static final List<String> RESPONSES = blocks(WireCase.Direction.UPSTREAM_SENDS);
  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "\t",
          ":",
          ";",
          ",",
          "0",
          "-1",
          "\u00ff",
          "\r\n\r\n",
          "0\r\n\r\n",
          "Content-Length: 3\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Connection: close\r\n",
          "HTTP/1.1",
          "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

  private Mutations() {}

  private static List<String> blocks(WireCase.Direction direction) {
    return CASES.stream()
        .map(wireCase -> wireCase.bytes(direction))
        .filter(bytes -> !bytes.isEmpty() && bytes.length() < LONGEST)
        .toList();
  }

  static String request(Random random) {
    return mutated(REQUESTS, random);
  }

  static String response(Random random) {
    return mutated(RESPONSES, random);
  }

  private static String mutated(List<String> material, Random random) {
    StringBuilder bytes = new StringBuilder(any(material, random));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length() + 1);
      int end = Math.min(bytes.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> bytes.insert(at, any(PIECES, random));
        case 1 -> bytes.delete(at, end);
        case 2 -> bytes.insert(at, bytes.substring(at, end));
        case 3 -> bytes.replace(at, end, any(PIECES, random));
        default -> bytes.insert(at, any(material, random));
      }
    }
    return bytes.toString();
  }

  /** Sends in packets of random sizes. */
  static void send(String text, Random random, OutputStream out) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1), random, out);
  }

  /** Sends in packets of random sizes. */
  static void send(byte[] bytes, Random random, OutputStream out) throws IOException {
    int most = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(Math.max(1, bytes.length));
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(most));
      out.write(bytes, at, length);
      out.flush();
      at += length;
    }
  }

  private static String any(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
