package dev.lateen.bookinfo.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of HTML with places to fill in, from a resource beside this class: <code>{{name}}</code>
 * takes text and escapes it, <code>{{{name}}}</code> takes HTML that another template made.
 * Immutable.
 */
public final class Template {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\{([a-zA-Z]+)}}}|\\{\\{([a-zA-Z]+)}}");

  private final String name;
  private final String text;

  private Template(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** Loads {@code <name>.html}. */
  public static Template load(String name) {
    String file = name + ".html";
    try (InputStream in = Template.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no page template " + file);
      }
      return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills in every place.
   *
   * @throws IllegalArgumentException when a place has no value
   */
  public String fill(Map<String, String> values) {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
  }

  private String value(MatchResult place, Map<String, String> values) {
    boolean html = place.group(1) != null;
    String key = html ? place.group(1) : place.group(2);
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(name + " has no value for " + key);
    }
    return html ? value : escape(value);
  }

  /** Text as HTML, for element content and quoted attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
