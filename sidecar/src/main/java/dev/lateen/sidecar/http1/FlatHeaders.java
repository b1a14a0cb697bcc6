package dev.lateen.sidecar.http1;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * {@link HttpHeaders} over a {@link FieldList}: order, case and repetition are kept, {@code set}
 * works in place. Names and values that are given are checked: none can end a line. For one event
 * loop.
 */
public final class FlatHeaders extends HttpHeaders {
  private final FieldList fields;

  FlatHeaders(FieldList fields) {
    this.fields = fields;
  }

  /** Without fields, but room for so many. */
  public static FlatHeaders expecting(int count) {
    return new FlatHeaders(FieldList.expecting(count));
  }

  /** Adds a field that was found in order where it was received. */
  public void receive(AsciiString name, AsciiString value) {
    fields.add(name, value);
  }

  void write(ByteBuf out) {
    fields.write(out);
  }

  @Override
  public String get(String name) {
    return get((CharSequence) name);
  }

  @Override
  public String get(CharSequence name) {
    int at = fields.find(name, 0);
    return at < 0 ? null : fields.value(at);
  }

  @Override
  public List<String> getAll(String name) {
    return getAll((CharSequence) name);
  }

  @Override
  public List<String> getAll(CharSequence name) {
    List<String> all = new ArrayList<>(2);
    for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
      all.add(fields.value(i));
    }
    return all;
  }

  @Override
  public Iterator<String> valueStringIterator(CharSequence name) {
    return contains(name) ? getAll(name).iterator() : Collections.emptyIterator();
  }

  @Override
  public Iterator<? extends CharSequence> valueCharSequenceIterator(CharSequence name) {
    return valueStringIterator(name);
  }

  @Override
  public boolean contains(String name) {
    return fields.find(name, 0) >= 0;
  }

  @Override
  public boolean contains(CharSequence name) {
    return fields.find(name, 0) >= 0;
  }

  /** Whether a list of that name has the element (RFC 9110 5.6.1). */
  @Override
  public boolean containsValue(CharSequence name, CharSequence value, boolean ignoreCase) {
    for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
      String list = fields.value(i);
      boolean found =
          list.indexOf(',') < 0
              ? equal(list, value, ignoreCase)
              : super.containsValue(name, value, ignoreCase);
      if (found) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean contains(String name, String value, boolean ignoreCase) {
    return contains((CharSequence) name, value, ignoreCase);
  }

  @Override
  public boolean contains(CharSequence name, CharSequence value, boolean ignoreCase) {
    for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
      if (equal(fields.value(i), value, ignoreCase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(CharSequence one, CharSequence other, boolean ignoreCase) {
    return ignoreCase
        ? AsciiString.contentEqualsIgnoreCase(one, other)
        : AsciiString.contentEquals(one, other);
  }

  @Override
  public boolean isEmpty() {
    return fields.size() == 0;
  }

  @Override
  public int size() {
    return fields.size();
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (int i = fields.live(0); i >= 0; i = fields.live(i + 1)) {
      names.add(fields.name(i).toString());
    }
    return names;
  }

  @Override
  public List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> entries = new ArrayList<>(size());
    iterator().forEachRemaining(entries::add);
    return entries;
  }

  @Deprecated
  @Override
  public Iterator<Map.Entry<String, String>> iterator() {
    return new Positions();
  }

  @Override
  public Iterator<Map.Entry<CharSequence, CharSequence>> iteratorCharSequence() {
    return new FieldCursor(fields);
  }

  @Override
  public HttpHeaders add(String name, Object value) {
    return add((CharSequence) name, value);
  }

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    fields.add(GivenField.name(name), GivenField.value(value));
    return this;
  }

  @Override
  public HttpHeaders add(String name, Iterable<?> values) {
    values.forEach(value -> add((CharSequence) name, value));
    return this;
  }

  @Override
  public HttpHeaders addInt(CharSequence name, int value) {
    return add(name, Integer.toString(value));
  }

  @Override
  public HttpHeaders addShort(CharSequence name, short value) {
    return add(name, Short.toString(value));
  }

  @Override
  public HttpHeaders set(String name, Object value) {
    return set((CharSequence) name, value);
  }

  @Override
  public HttpHeaders set(CharSequence name, Object value) {
    fields.set(GivenField.name(name), GivenField.value(value));
    return this;
  }

  @Override
  public HttpHeaders set(String name, Iterable<?> values) {
    fields.remove(name);
    return add(name, values);
  }

  @Override
  public HttpHeaders setInt(CharSequence name, int value) {
    return set(name, Integer.toString(value));
  }

  @Override
  public HttpHeaders setShort(CharSequence name, short value) {
    return set(name, Short.toString(value));
  }

  @Override
  public HttpHeaders remove(String name) {
    fields.remove(name);
    return this;
  }

  @Override
  public HttpHeaders remove(CharSequence name) {
    fields.remove(name);
    return this;
  }

  @Override
  public HttpHeaders clear() {
    fields.clear();
    return this;
  }

  @Override
  public HttpHeaders copy() {
    return new FlatHeaders(fields.copy());
  }

  @Override
  public Integer getInt(CharSequence name) {
    String value = get(name);
    try {
      return value == null ? null : Integer.valueOf(value);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  @Override
  public int getInt(CharSequence name, int otherwise) {
    Integer value = getInt(name);
    return value == null ? otherwise : value;
  }

  @Override
  public Short getShort(CharSequence name) {
    Integer value = getInt(name);
    return value == null || value != value.shortValue() ? null : Short.valueOf(value.shortValue());
  }

  @Override
  public short getShort(CharSequence name, short otherwise) {
    Short value = getShort(name);
    return value == null ? otherwise : value;
  }

  @Override
  public Long getTimeMillis(CharSequence name) {
    String value = get(name);
    Date date = value == null ? null : DateFormatter.parseHttpDate(value);
    return date == null ? null : Long.valueOf(date.getTime());
  }

  @Override
  public long getTimeMillis(CharSequence name, long otherwise) {
    Long value = getTimeMillis(name);
    return value == null ? otherwise : value;
  }

  private final class Positions implements Iterator<Map.Entry<String, String>> {
    private int next = fields.live(0);

    @Override
    public boolean hasNext() {
      return next >= 0;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (next < 0) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, String> found = Map.entry(fields.name(next).toString(), fields.value(next));
      next = fields.live(next + 1);
      return found;
    }
  }
}
