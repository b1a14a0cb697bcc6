package dev.lateen.sidecar.dataplane;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads HTTP/1.1 messages byte by byte, independently of Netty. */
final class Wire {
  private Wire() {}

  /** A message as read. */
  record Message(String start, List<String> headers, String body) {
    int status() {
      return Integer.parseInt(start.split(" ")[1]);
    }

    String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .findFirst()
          .orElse("");
    }
  }

  /** The next message, or null at the end of the stream. */
  static Message read(InputStream in, boolean bodiless) throws IOException {
    Message head = readHead(in);
    if (head == null || bodiless) {
      return head;
    }
    return new Message(head.start(), head.headers(), readBody(in, head));
  }

  static Message readHead(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    List<String> headers = new ArrayList<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    return new Message(start, headers, "");
  }

  static String readBody(InputStream in, Message head) throws IOException {
    if (head.header("transfer-encoding").equals("chunked")) {
      return chunked(in);
    }
    String length = head.header("content-length");
    boolean response = head.start().startsWith("HTTP/");
    if (!length.isEmpty()) {
      return text(in.readNBytes(Integer.parseInt(length)));
    }
    int status = response ? head.status() : 0;
    boolean empty = !response || status < 200 || status == 204 || status == 304;
    return empty ? "" : text(in.readAllBytes());
  }

  private static String chunked(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new EOFException("in a chunk");
      }
      int length = Integer.parseInt(size.split(";")[0].strip(), 16);
      if (length == 0) {
        String trailer = line(in);
        while (trailer != null && !trailer.isEmpty()) {
          trailer = line(in);
        }
        return body.toString();
      }
      body.append(text(in.readNBytes(length)));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return text(line.toByteArray());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
