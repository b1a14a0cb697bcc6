package dev.lateen.operator.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.issuing.JournalEntry;

/** Writes and reads what the authority remembers, as JSON. */
public final class AuthorityCodec {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private AuthorityCodec() {}

  /** On one line. */
  public static String write(AuthorityState state) {
    return text(state);
  }

  /**
   * Reads a state.
   *
   * @param where it comes from, for the error
   * @throws AuthorityStoreException when it is none
   */
  public static AuthorityState readState(String json, String where) {
    return read(json, AuthorityState.class, where);
  }

  /** On one line. */
  public static String write(JournalEntry entry) {
    return text(entry);
  }

  /**
   * Reads an entry.
   *
   * @param where it comes from, for the error
   * @throws AuthorityStoreException when it is none
   */
  public static JournalEntry readEntry(String json, String where) {
    return read(json, JournalEntry.class, where);
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The message of the parser is left out, as it would show what it read: keys. */
  private static <T> T read(String json, Class<T> type, String where) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AuthorityStoreException(
          "%s does not hold what was written there (line %d): restore it from a backup, or remove it for a new authority"
              .formatted(where, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          new IllegalStateException(type.getSimpleName()));
    }
  }
}
