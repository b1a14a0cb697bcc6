package dev.lateen.citadel.jwt;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who is to believe a token.
 *
 * @param names 1 to 16, each of 1 to 255 printable ASCII characters without '"' and '\', so that
 *     none needs to be escaped
 */
public record Audience(List<String> names) {
  private static final int MOST = 16;
  private static final Pattern NAME = Pattern.compile("[ !#-\\[\\]-~]{1,255}");

  /**
   * Checks the names.
   *
   * @throws InvalidAudienceException when one cannot be, or their number
   */
  public Audience {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > MOST) {
      throw new InvalidAudienceException("audience: name 1 to " + MOST);
    }
    if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new InvalidAudienceException(
          "audience: a name has 1 to 255 printable ASCII characters without '\"' and '\\'");
    }
  }

  /** As JSON. */
  String json() {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
