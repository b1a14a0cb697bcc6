package dev.lateen.features;

import java.util.Arrays;

/**
 * One row of the table.
 *
 * @param id such as {@code TM-001}
 * @param what it demands, in a sentence
 * @param claim what is said of it whatever the tests are
 * @param remark in words; empty where there is none
 */
record Feature(String id, String what, Claim claim, String remark) {
  /** What can be said of a row beside its tests. */
  enum Claim {
    NONE(""),
    PARTLY("partly:"),
    ELSEWHERE("elsewhere:"),
    NOT_INTENDED("not intended:");

    private final String prefix;

    Claim(String prefix) {
      this.prefix = prefix;
    }

    private static Claim of(String text) {
      return Arrays.stream(values())
          .filter(claim -> claim != NONE && text.startsWith(claim.prefix))
          .findFirst()
          .orElse(NONE);
    }
  }

  /**
   * Reads {@code ID | what | remark}.
   *
   * @throws IllegalArgumentException if the line has another form
   */
  static Feature parse(String line) {
    var fields = line.split(" \\| ", -1);
    if (fields.length < 2 || fields.length > 3 || !fields[0].matches(Proofs.ID)) {
      throw new IllegalArgumentException("not a row \"ID | what | remark\": " + line);
    }
    var said = fields.length == 3 ? fields[2].strip() : "";
    var claim = Claim.of(said);
    var remark = said.substring(claim.prefix.length()).strip();
    if (claim != Claim.NONE && remark.isEmpty()) {
      throw new IllegalArgumentException("a state needs words: " + line);
    }
    return new Feature(fields[0], fields[1], claim, remark);
  }

  /** The state of the row, with its words. */
  String state(boolean tested) {
    var state =
        switch (claim) {
          case NONE -> tested ? "tested" : "not yet";
          case PARTLY -> tested ? "partly tested" : "not yet";
          case ELSEWHERE -> "elsewhere";
          case NOT_INTENDED -> "not intended";
        };
    return remark.isEmpty() ? state : state + ": " + remark;
  }
}
