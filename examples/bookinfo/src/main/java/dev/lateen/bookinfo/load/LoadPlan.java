package dev.lateen.bookinfo.load;

import dev.lateen.bookinfo.SettingsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What load to make.
 *
 * @param url what to get
 * @param perSecond how many requests are started each second, 1 to 10000
 * @param seconds for how long, 1 to 86400
 */
public record LoadPlan(URI url, int perSecond, int seconds) {
  private static final int MOST_PER_SECOND = 10_000;
  private static final int MOST_SECONDS = 86_400;

  /**
   * Reads the three arguments of the command.
   *
   * @throws SettingsException when one is missing or cannot be used; names all of those at once
   */
  public static LoadPlan parse(List<String> arguments) {
    if (arguments.size() != 3) {
      throw new SettingsException(
          List.of(
              "load has %d arguments: use load <url> <requests per second> <seconds>"
                  .formatted(arguments.size())));
    }
    List<String> problems = new ArrayList<>();
    URI url = url(arguments.get(0), problems);
    int perSecond = number("requests per second", arguments.get(1), MOST_PER_SECOND, problems);
    int seconds = number("seconds", arguments.get(2), MOST_SECONDS, problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new LoadPlan(url, perSecond, seconds);
  }

  private static URI url(String text, List<String> problems) {
    try {
      URI url = URI.create(text);
      if ("http".equals(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Reported below, like a URL of another scheme.
    }
    problems.add(
        "url='%s' cannot be used: use one such as http://127.0.0.1:9080/productpage"
            .formatted(text));
    return URI.create("");
  }

  private static int number(String name, String text, int most, List<String> problems) {
    if (text.matches("[1-9]\\d{0,5}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    problems.add("%s='%s' cannot be used: use a number from 1 to %d".formatted(name, text, most));
    return 1;
  }
}
