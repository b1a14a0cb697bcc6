package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/**
 * A condition on a text, case-sensitive: at most one of the three is set; none means that the text
 * only has to be there. A bare string in a document means {@code exact} (TM-025).
 *
 * @param exact the whole text; absent {@code null}
 * @param prefix how the text begins; absent {@code null}
 * @param regex an RE2 expression for the whole text; absent {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record StringMatch(
    @Size(max = 1024) @JsonPropertyDescription("The whole text.") String exact,
    @Size(max = 1024) @JsonPropertyDescription("How the text begins.") String prefix,
    @Size(max = 1024) @JsonPropertyDescription("An RE2 expression for the whole text.")
        String regex) {

  /** Takes the three alternatives as they stand. */
  @JsonCreator
  public StringMatch {}

  /** The condition that a text is {@code value}; what a bare string in a document means. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static StringMatch exact(String value) {
    return new StringMatch(value, null, null);
  }

  /** The condition that a text is there. */
  public static StringMatch any() {
    return new StringMatch(null, null, null);
  }

  /** Whether the text only has to be there. */
  @JsonIgnore
  public boolean isAny() {
    return exact == null && prefix == null && regex == null;
  }

  /** The condition that a text begins with {@code value}. */
  public static StringMatch prefix(String value) {
    return new StringMatch(null, value, null);
  }

  /** The condition that the whole text matches {@code value}. */
  public static StringMatch regex(String value) {
    return new StringMatch(null, null, value);
  }
}
