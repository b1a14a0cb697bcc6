package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.LogField;
import dev.lateen.sidecar.model.LogPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Envoy's format strings: text with command operators, {@code %NAME(ARGUMENT):LENGTH%}. */
final class LogFormat {
  private LogFormat() {}

  /** A line of text; it ends where its format says so. */
  static List<LogPart> text(String format) {
    return parts(format, false);
  }

  /** A JSON value: one operator is a value of its kind, anything else a string. */
  static List<LogPart> json(String format) {
    List<LogPart> parts = parts(format, true);
    if (parts.size() == 1 && parts.getFirst() instanceof LogPart.Value) {
      return parts;
    }
    List<LogPart> quoted = new ArrayList<>();
    quoted.add(new LogPart.Text("\""));
    for (LogPart part : parts(format, false)) {
      quoted.add(part instanceof LogPart.Text text ? new LogPart.Text(escaped(text.text())) : part);
    }
    quoted.add(new LogPart.Text("\""));
    return quoted;
  }

  /** A JSON string. */
  static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static List<LogPart> parts(String format, boolean json) {
    List<LogPart> parts = new ArrayList<>();
    var literal = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      int end = format.charAt(i) == '%' ? format.indexOf('%', i + 1) : -1;
      if (end < 0) {
        literal.append(format.charAt(i));
      } else if (end == i + 1) {
        literal.append('%');
        i = end;
      } else {
        text(literal, parts);
        parts.add(operator(format.substring(i + 1, end), json));
        i = end;
      }
    }
    text(literal, parts);
    return parts;
  }

  private static void text(StringBuilder literal, List<LogPart> parts) {
    if (!literal.isEmpty()) {
      parts.add(new LogPart.Text(literal.toString()));
      literal.setLength(0);
    }
  }

  private static LogPart operator(String command, boolean json) {
    int open = command.indexOf('(');
    int close = command.lastIndexOf(')');
    String rest = close < 0 ? command : command.substring(close + 1);
    int colon = rest.lastIndexOf(':');
    String name = open < 0 ? withoutLength(command) : command.substring(0, open);
    String argument = open < 0 || close < open ? "" : command.substring(open + 1, close);
    int question = argument.indexOf('?');
    return new LogPart.Value(
        field(name),
        lower(question < 0 ? argument : argument.substring(0, question)),
        question < 0 ? "" : lower(argument.substring(question + 1)),
        colon < 0 ? Integer.MAX_VALUE : length(rest.substring(colon + 1)),
        json);
  }

  private static String withoutLength(String command) {
    int colon = command.indexOf(':');
    return colon < 0 ? command : command.substring(0, colon);
  }

  private static int length(String digits) {
    boolean number = !digits.isEmpty() && digits.length() < 9;
    for (int i = 0; number && i < digits.length(); i++) {
      number = Character.isDigit(digits.charAt(i));
    }
    return number ? Math.max(1, Integer.parseInt(digits)) : Integer.MAX_VALUE;
  }

  private static LogField field(String name) {
    for (LogField field : LogField.values()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return name.equals("DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT")
        ? LogField.DOWNSTREAM_REMOTE_ADDRESS
        : LogField.UNKNOWN;
  }

  private static String lower(String header) {
    return header.toLowerCase(Locale.ROOT);
  }
}
