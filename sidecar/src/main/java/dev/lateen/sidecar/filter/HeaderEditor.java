package dev.lateen.sidecar.filter;

import dev.lateen.sidecar.model.HeaderMutations;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Applies the header changes of a route. */
public final class HeaderEditor {
  private HeaderEditor() {}

  /** Removes, then writes, in the order given. */
  public static void apply(HeaderMutations mutations, HttpHeaders headers) {
    List<String> removed = mutations.remove();
    for (int i = 0, count = removed.size(); i < count; i++) {
      headers.remove(removed.get(i));
    }
    List<HeaderMutations.Put> written = mutations.put();
    for (int i = 0, count = written.size(); i < count; i++) {
      write(written.get(i), headers);
    }
  }

  private static void write(HeaderMutations.Put put, HttpHeaders headers) {
    switch (put.action()) {
      case APPEND -> headers.add(put.name(), put.value());
      case OVERWRITE -> headers.set(put.name(), put.value());
      case ADD_IF_ABSENT -> {
        if (!headers.contains(put.name())) {
          headers.add(put.name(), put.value());
        }
      }
      case OVERWRITE_IF_PRESENT -> {
        if (headers.contains(put.name())) {
          headers.set(put.name(), put.value());
        }
      }
    }
  }
}
