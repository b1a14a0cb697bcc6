package dev.lateen.images;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a Containerfile adds to its base, as far as that needs no program to run.
 *
 * @param copies what is copied where, a layer each
 * @param environment variables
 * @param user such as 1337:1337
 * @param entrypoint the program and its arguments
 * @param skipped commands that only an engine could run
 */
record Recipe(
    List<Copy> copies,
    Map<String, String> environment,
    String user,
    List<String> entrypoint,
    List<String> skipped) {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  /**
   * A folder of the context.
   *
   * @param from in the context
   * @param to absolute path in the image
   */
  record Copy(String from, String to) {}

  /**
   * Reads {@code ARG}, {@code FROM}, {@code COPY}, {@code ENV}, {@code USER}, {@code RUN} and
   * {@code ENTRYPOINT} as a list.
   *
   * @throws IllegalArgumentException if there is anything else
   */
  static Recipe of(String containerfile) {
    var copies = new ArrayList<Copy>();
    Map<String, String> environment = new LinkedHashMap<>();
    var skipped = new ArrayList<String>();
    String user = "";
    List<String> entrypoint = List.of();
    for (String line : containerfile.replace("\\\n", " ").lines().map(String::strip).toList()) {
      String[] words = line.split("\\s+", 2);
      String rest = words.length < 2 ? "" : words[1];
      switch (words[0]) {
        case "", "ARG", "FROM" -> {}
        case "COPY" -> copies.add(copy(rest));
        case "ENV" -> environment.put(rest.split("=", 2)[0], rest.split("=", 2)[1]);
        case "USER" -> user = rest;
        case "RUN" -> skipped.add(rest);
        case "ENTRYPOINT" -> entrypoint = words(rest);
        case String word when word.startsWith("#") -> {}
        default -> throw new IllegalArgumentException("cannot do without an engine: " + line);
      }
    }
    return new Recipe(copies, environment, user, entrypoint, skipped);
  }

  private static Copy copy(String arguments) {
    String[] paths = arguments.split("\\s+");
    return new Copy(paths[0], paths[1]);
  }

  private static List<String> words(String list) {
    return QUOTED.matcher(list).results().map((MatchResult word) -> word.group(1)).toList();
  }
}
