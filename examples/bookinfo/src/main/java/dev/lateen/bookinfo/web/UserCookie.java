package dev.lateen.bookinfo.web;

import com.sun.net.httpserver.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie {@code user} that says who is logged in.
 *
 * <p>It is passed on alone, as {@code user=name}: route rules match the whole {@code Cookie} header
 * (TM-028), and a cookie of another site on the same host should not hide it.
 */
public final class UserCookie {
  private static final String PREFIX = "user=";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._]{0,39}");

  private UserCookie() {}

  /** Whether someone can log in under this name: up to 40 letters, digits, '.', '_' and '-'. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Who is logged in; empty without the cookie or when its value is not a name. */
  public static Optional<String> read(Headers headers) {
    return headers.getOrDefault("Cookie", List.of()).stream()
        .flatMap(header -> Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(PREFIX))
        .map(cookie -> cookie.substring(PREFIX.length()))
        .filter(UserCookie::isName)
        .findFirst();
  }

  /** The value of a {@code Cookie} header for a call to the next service. */
  public static String header(String user) {
    return PREFIX + user;
  }

  /** The value of a {@code Set-Cookie} header that logs in for this browser session. */
  public static String logIn(String user) {
    return header(user) + "; Path=/; HttpOnly; SameSite=Lax";
  }

  /** The value of a {@code Set-Cookie} header that logs out. */
  public static String logOut() {
    return PREFIX + "; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
  }
}
