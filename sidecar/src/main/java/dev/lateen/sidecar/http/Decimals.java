package dev.lateen.sidecar.http;

import io.netty.util.AsciiString;

/** Milliseconds as text; those that come up most are made once. */
final class Decimals {
  private static final int SMALL = 1024;
  private static final int ROUND = 1000;
  private static final AsciiString[] SMALL_ONES = new AsciiString[SMALL];
  private static final AsciiString[] SECONDS = new AsciiString[61];

  static {
    for (int i = 0; i < SMALL; i++) {
      SMALL_ONES[i] = AsciiString.cached(Integer.toString(i));
    }
    for (int i = 0; i < SECONDS.length; i++) {
      SECONDS[i] = AsciiString.cached(Integer.toString(i * ROUND));
    }
  }

  private Decimals() {}

  static CharSequence of(long millis) {
    if (millis >= 0 && millis < SMALL) {
      return SMALL_ONES[(int) millis];
    }
    boolean seconds = millis > 0 && millis % ROUND == 0 && millis / ROUND < SECONDS.length;
    return seconds ? SECONDS[(int) (millis / ROUND)] : Long.toString(millis);
  }
}
