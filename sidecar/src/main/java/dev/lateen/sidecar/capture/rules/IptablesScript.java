package dev.lateen.sidecar.capture.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code iptables-restore --noflush} (or {@code ip6tables-restore}) reads, in one transaction:
 * two chains of our own, made or emptied, and a jump to each. Jumps that are there already, as
 * {@code iptables-save} tells, are replaced.
 */
final class IptablesScript {
  private static final String INBOUND = "LATEEN_INBOUND";
  private static final String OUTBOUND = "LATEEN_OUTBOUND";
  private static final List<String> JUMPS =
      List.of("PREROUTING -p tcp -j " + INBOUND, "OUTPUT -p tcp -j " + OUTBOUND);

  private IptablesScript() {}

  /** With what {@code iptables-save} says now. */
  static String apply(CaptureRules rules, String saved) {
    return table(
        ":" + INBOUND + " - [0:0]\n:" + OUTBOUND + " - [0:0]\n",
        withoutJumps(saved),
        chain(INBOUND, rules.inbound()),
        chain(OUTBOUND, rules.outbound()),
        JUMPS.stream().map(jump -> "-A " + jump + "\n").collect(Collectors.joining()));
  }

  /** With what {@code iptables-save} says now; empty when nothing of ours is there. */
  static String clean(String saved) {
    List<String> chains =
        List.of(INBOUND, OUTBOUND).stream()
            .filter(chain -> saved.lines().anyMatch(line -> line.startsWith(":" + chain + " ")))
            .toList();
    if (chains.isEmpty()) {
      return "";
    }
    return table(
        chains.stream().map(chain -> ":" + chain + " - [0:0]\n").collect(Collectors.joining()),
        withoutJumps(saved),
        chains.reversed().stream()
            .map(chain -> "-X " + chain + "\n")
            .collect(Collectors.joining()));
  }

  private static String table(String... parts) {
    return "*nat\n" + String.join("", parts) + "COMMIT\n";
  }

  private static String withoutJumps(String saved) {
    return saved
        .lines()
        .filter(line -> JUMPS.stream().anyMatch(jump -> line.strip().equals("-A " + jump)))
        .map(line -> "-D " + line.strip().substring("-A ".length()) + "\n")
        .collect(Collectors.joining());
  }

  private static String chain(String name, List<Rule> rules) {
    return rules.stream()
        .map(rule -> "-A " + name + " -p tcp" + matches(rule) + verdict(rule.verdict()) + "\n")
        .collect(Collectors.joining());
  }

  private static String matches(Rule rule) {
    return rule.conditions().stream().map(IptablesScript::match).collect(Collectors.joining());
  }

  private static String match(Condition condition) {
    return switch (condition) {
      case Condition.OverLoopback _ -> " -o lo";
      case Condition.From from -> " -s " + Ranges.text(from.range());
      case Condition.To to -> " -d " + Ranges.text(to.range());
      case Condition.NotTo to -> " ! -d " + Ranges.text(to.range());
      case Condition.ToPort port -> " --dport " + port.ports().text(':');
      case Condition.ByUser user -> " -m owner --uid-owner " + user.uid();
      case Condition.ByGroup group -> " -m owner --gid-owner " + group.gid();
    };
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Leave _ -> " -j RETURN";
      case Verdict.Redirect redirect -> " -j REDIRECT --to-ports " + redirect.port();
      case Verdict.AsInbound _ -> " -j " + INBOUND;
    };
  }
}
