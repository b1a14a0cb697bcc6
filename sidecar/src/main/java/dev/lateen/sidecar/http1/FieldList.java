package dev.lateen.sidecar.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Fields in their order. Those received stay slices of the bytes they came in, and are written from
 * there, neighbours in one go; a value becomes a String when somebody reads it. Positions are
 * stable until {@link #clear}; a removed one is dead.
 */
final class FieldList {
  private static final int STRIDE = 5;
  private static final int HASH = 0;
  private static final int NAME = 1;
  private static final int NAME_END = 2;
  private static final int VALUE = 3;
  private static final int VALUE_END = 4;
  private static final int GIVEN = -1;
  private static final int REMOVED = -2;
  private static final byte[] NONE = {};

  private final byte[] head;
  private int[] spans;
  private CharSequence[] names;
  private CharSequence[] values;
  private int end;
  private int size;

  /** A bit per hash that was ever added: most questions are for fields that are not there. */
  private long seen;

  /**
   * An empty list.
   *
   * @param head the bytes that received fields are slices of; never changed
   * @param expected number of fields that are likely
   */
  FieldList(byte[] head, int expected) {
    this.head = head;
    spans = new int[expected * STRIDE];
    names = new CharSequence[expected];
    values = new CharSequence[expected];
  }

  static FieldList empty() {
    return expecting(4);
  }

  static FieldList expecting(int count) {
    return new FieldList(NONE, count);
  }

  FieldList copy() {
    FieldList copy = new FieldList(head, 0);
    copy.spans = spans.clone();
    copy.names = names.clone();
    copy.values = values.clone();
    copy.end = end;
    copy.size = size;
    copy.seen = seen;
    return copy;
  }

  int size() {
    return size;
  }

  /** Adds a received field, as positions in the head. */
  void receive(int name, int nameEnd, int value, int valueEnd) {
    int hash = new AsciiString(head, name, nameEnd - name, false).hashCode();
    int at = append(hash) * STRIDE;
    spans[at + NAME] = name;
    spans[at + NAME_END] = nameEnd;
    spans[at + VALUE] = value;
    spans[at + VALUE_END] = valueEnd;
  }

  void add(CharSequence name, CharSequence value) {
    give(append(AsciiString.hashCode(name)), name, value);
  }

  /** Puts the value in the place of the first field of that name and removes the others. */
  void set(CharSequence name, CharSequence value) {
    int hash = AsciiString.hashCode(name);
    int first = find(name, hash, 0);
    if (first < 0) {
      give(append(hash), name, value);
      return;
    }
    give(first, name, value);
    for (int i = find(name, hash, first + 1); i >= 0; i = find(name, hash, i + 1)) {
      drop(i);
    }
  }

  boolean remove(CharSequence name) {
    int hash = AsciiString.hashCode(name);
    int first = find(name, hash, 0);
    for (int i = first; i >= 0; i = find(name, hash, i + 1)) {
      drop(i);
    }
    return first >= 0;
  }

  void clear() {
    end = 0;
    size = 0;
    seen = 0;
  }

  /** The first position of that name from a position on, or negative. */
  int find(CharSequence name, int from) {
    return find(name, AsciiString.hashCode(name), from);
  }

  private int find(CharSequence name, int hash, int from) {
    if ((seen & bit(hash)) == 0) {
      return -1;
    }
    for (int i = from; i < end; i++) {
      if (spans[i * STRIDE + HASH] == hash && isLive(i) && isNamed(i, name)) {
        return i;
      }
    }
    return -1;
  }

  /** The next live position from a position on, or negative. */
  int live(int from) {
    for (int i = from; i < end; i++) {
      if (isLive(i)) {
        return i;
      }
    }
    return -1;
  }

  CharSequence name(int i) {
    if (names[i] == null) {
      int at = i * STRIDE;
      names[i] =
          new AsciiString(head, spans[at + NAME], spans[at + NAME_END] - spans[at + NAME], false);
    }
    return names[i];
  }

  String value(int i) {
    CharSequence value = values[i];
    if (value == null) {
      int at = i * STRIDE;
      value =
          new String(
              head,
              spans[at + VALUE],
              spans[at + VALUE_END] - spans[at + VALUE],
              StandardCharsets.ISO_8859_1);
      values[i] = value;
    } else if (!(value instanceof AsciiString)) { // which keeps its String itself
      value = value.toString();
      values[i] = value;
    }
    return value.toString();
  }

  /** The value as it is, a String or not. */
  CharSequence text(int i) {
    if (values[i] == null) {
      int at = i * STRIDE;
      values[i] =
          new AsciiString(
              head, spans[at + VALUE], spans[at + VALUE_END] - spans[at + VALUE], false);
    }
    return values[i];
  }

  /** Writes all fields, each with its CRLF. */
  void write(ByteBuf out) {
    int i = 0;
    while (i < end) {
      if (!isLive(i)) {
        i++;
      } else if (isVerbatim(i)) {
        i = writeRun(i, out);
      } else {
        write(i++, out);
      }
    }
  }

  private int writeRun(int first, ByteBuf out) {
    int start = spans[first * STRIDE + NAME];
    int stop = spans[first * STRIDE + VALUE_END] + 2;
    int i = first + 1;
    while (i < end && isVerbatim(i) && spans[i * STRIDE + NAME] == stop) {
      stop = spans[i * STRIDE + VALUE_END] + 2;
      i++;
    }
    out.writeBytes(head, start, stop - start);
    return i;
  }

  private void write(int i, ByteBuf out) {
    int at = i * STRIDE;
    if (spans[at + NAME] == GIVEN) {
      ByteBufUtil.writeAscii(out, names[i]);
      ByteBufUtil.writeShortBE(out, ':' << 8 | ' ');
      ByteBufUtil.writeAscii(out, values[i]);
    } else {
      out.writeBytes(head, spans[at + NAME], spans[at + NAME_END] - spans[at + NAME]);
      ByteBufUtil.writeShortBE(out, ':' << 8 | ' ');
      out.writeBytes(head, spans[at + VALUE], spans[at + VALUE_END] - spans[at + VALUE]);
    }
    ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
  }

  private boolean isLive(int i) {
    return spans[i * STRIDE + NAME] != REMOVED;
  }

  /** Received exactly as it is sent: name, colon, one space, value, CRLF. */
  private boolean isVerbatim(int i) {
    int at = i * STRIDE;
    return spans[at + NAME] >= 0
        && spans[at + VALUE] == spans[at + NAME_END] + 2
        && head[spans[at + NAME_END]] == ':'
        && head[spans[at + VALUE] - 1] == ' '
        && head[spans[at + VALUE_END]] == '\r';
  }

  private boolean isNamed(int i, CharSequence name) {
    int at = i * STRIDE;
    if (spans[at + NAME] == GIVEN) {
      return AsciiString.contentEqualsIgnoreCase(names[i], name);
    }
    int start = spans[at + NAME];
    int length = spans[at + NAME_END] - start;
    if (length != name.length()) {
      return false;
    }
    for (int k = 0; k < length; k++) {
      if (lower(head[start + k]) != lower((byte) name.charAt(k))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 0x20 : b;
  }

  private int append(int hash) {
    if (end == names.length) {
      int capacity = Math.max(4, end * 2);
      spans = Arrays.copyOf(spans, capacity * STRIDE);
      names = Arrays.copyOf(names, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    seen |= bit(hash);
    spans[end * STRIDE + HASH] = hash;
    names[end] = null;
    values[end] = null;
    size++;
    return end++;
  }

  private void give(int i, CharSequence name, CharSequence value) {
    spans[i * STRIDE + NAME] = GIVEN;
    names[i] = name;
    values[i] = value;
  }

  private void drop(int i) {
    spans[i * STRIDE + NAME] = REMOVED;
    size--;
  }

  private static long bit(int hash) {
    return 1L << (hash * 0x9E3779B1 >>> 26);
  }
}
