package dev.lateen.sidecar.http1;

import java.util.List;
import java.util.Random;

/** Makes messages that are in order, with all that HTTP/1.1 allows them. */
final class RandomMessages {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FROB", "get");
  private static final List<String> TARGETS =
      List.of("/", "/a/b?c=d&e", "/%2e/%zz", "//a", "http://b.c:81/d?e", "http://b", "/\"<>^`{|}");
  private static final List<String> STATUSES =
      List.of(
          "200 OK",
          "201 Created",
          "204 No Content",
          "304 Not Modified",
          "404 Gone fishing",
          "500 ",
          "299 Odd");
  private static final String LETTERS = "abcXYZ019-_";

  private RandomMessages() {}

  static String request(Random random) {
    StringBuilder message = new StringBuilder();
    message.append(any(random, METHODS)).append(' ').append(any(random, TARGETS));
    message.append(" HTTP/1.1\r\nHost: a:80\r\n");
    fields(random, message);
    switch (random.nextInt(3)) {
      case 0 -> message.append("\r\n");
      case 1 -> length(random, message);
      default -> chunks(random, message);
    }
    return message.toString();
  }

  static String response(Random random) {
    String status = any(random, STATUSES);
    StringBuilder message = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    fields(random, message);
    if (status.startsWith("204") || status.startsWith("304")) {
      return message.append("\r\n").toString();
    }
    switch (random.nextInt(3)) {
      case 0 -> message.append("\r\n").append(text(random, random.nextInt(5000)));
      case 1 -> length(random, message);
      default -> chunks(random, message);
    }
    return message.toString();
  }

  private static void fields(Random random, StringBuilder message) {
    for (int i = random.nextInt(12); i > 0; i--) {
      message.append("X-").append(text(random, random.nextInt(20))).append(':');
      message.append(" \t ".substring(random.nextInt(4)));
      message.append(value(random)).append("  ".substring(random.nextInt(3))).append("\r\n");
    }
  }

  private static String value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> text(random, 1) + " ,\t\"" + text(random, random.nextInt(300)) + "\":";
      case 2 -> "\u00e9" + text(random, random.nextInt(9)) + "\u0080";
      default -> text(random, 1 + random.nextInt(40));
    };
  }

  private static void length(Random random, StringBuilder message) {
    String body = text(random, random.nextInt(3) * random.nextInt(3000));
    message.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
  }

  private static void chunks(Random random, StringBuilder message) {
    message.append("Transfer-Encoding: chunked\r\n\r\n");
    for (int i = random.nextInt(5); i > 0; i--) {
      String data = text(random, 1 + random.nextInt(random.nextBoolean() ? 9 : 6000));
      message.append(random.nextBoolean() ? "0" : "").append(Integer.toHexString(data.length()));
      message.append(random.nextInt(4) == 0 ? ";a=b;c=\"d\"" : "").append("\r\n");
      message.append(data).append("\r\n");
    }
    message.append("0\r\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      message.append("X-T: ").append(text(random, 3)).append("\r\n");
    }
    message.append("\r\n");
  }

  private static String any(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
