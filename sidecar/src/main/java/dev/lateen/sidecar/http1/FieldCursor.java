package dev.lateen.sidecar.http1;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/** Walks a {@link FieldList} without making anything; the entry it gives is always itself. */
final class FieldCursor
    implements Iterator<Map.Entry<CharSequence, CharSequence>>,
        Map.Entry<CharSequence, CharSequence> {
  private final FieldList fields;
  private int at = -1;
  private int next;

  FieldCursor(FieldList fields) {
    this.fields = fields;
    this.next = fields.live(0);
  }

  @Override
  public boolean hasNext() {
    return next >= 0;
  }

  @Override
  public Map.Entry<CharSequence, CharSequence> next() {
    if (next < 0) {
      throw new NoSuchElementException("all fields are read");
    }
    at = next;
    next = fields.live(at + 1);
    return this;
  }

  @Override
  public CharSequence getKey() {
    return fields.name(at);
  }

  @Override
  public CharSequence getValue() {
    return fields.text(at);
  }

  @Override
  public CharSequence setValue(CharSequence value) {
    throw new UnsupportedOperationException("the cursor only reads");
  }
}
