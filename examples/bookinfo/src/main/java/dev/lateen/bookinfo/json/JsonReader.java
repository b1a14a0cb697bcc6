package dev.lateen.bookinfo.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recursive descent reader of RFC 8259. For one text and one use. */
final class JsonReader {
  private static final int DEEPEST = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  Json read() {
    Json value = value(0);
    skipSpace();
    if (at != text.length()) {
      throw new JsonException("the end", at);
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > DEEPEST) {
      throw new JsonException("at most " + DEEPEST + " levels", at);
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      case 't' -> literal(Json.Literal.TRUE);
      case 'f' -> literal(Json.Literal.FALSE);
      case 'n' -> literal(Json.Literal.NULL);
      default -> number();
    };
  }

  private Json object(int depth) {
    SequencedMap<String, Json> members = new LinkedHashMap<>();
    at++;
    if (peek() != '}') {
      do {
        skipSpace();
        String name = string();
        expect(':');
        members.put(name, value(depth + 1));
      } while (more());
    }
    expect('}');
    return new Json.Fields(members);
  }

  private Json array(int depth) {
    List<Json> values = new ArrayList<>();
    at++;
    if (peek() != ']') {
      do {
        values.add(value(depth + 1));
      } while (more());
    }
    expect(']');
    return new Json.Items(values);
  }

  private Json number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw new JsonException("a value", at);
    }
    at = number.end();
    return new Json.Number(Double.parseDouble(number.group()));
  }

  private Json literal(Json.Literal literal) {
    if (!text.startsWith(literal.toString(), at)) {
      throw new JsonException(literal.toString(), at);
    }
    at += literal.toString().length();
    return literal;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      if (c < 0x20) {
        throw new JsonException("an escape for a control character", at - 1);
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new JsonException("an escape", at - 1);
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw new JsonException("four hexadecimal digits", at - 1);
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private boolean more() {
    if (peek() != ',') {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw new JsonException("'" + expected + "'", at);
    }
    at++;
  }

  private char peek() {
    skipSpace();
    if (at >= text.length()) {
      throw new JsonException("more", at);
    }
    return text.charAt(at);
  }

  private char next() {
    if (at >= text.length()) {
      throw new JsonException("the end of the string", at);
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
