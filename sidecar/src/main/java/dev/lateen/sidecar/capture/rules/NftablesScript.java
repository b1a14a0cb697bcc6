package dev.lateen.sidecar.capture.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code nft -f} reads, in one transaction: a table {@code lateen} per family, made anew. A
 * table that is deleted must be there, so it is named first.
 */
final class NftablesScript {
  private static final String TABLE = "lateen";

  private NftablesScript() {}

  static String apply(List<CaptureRules> families) {
    return families.stream().map(NftablesScript::table).collect(Collectors.joining());
  }

  static String clean(List<Family> families) {
    return families.stream().map(NftablesScript::without).collect(Collectors.joining());
  }

  private static String without(Family family) {
    return """
    table %1$s %2$s
    delete table %1$s %2$s
    """
        .formatted(family.keyword(), TABLE);
  }

  private static String table(CaptureRules rules) {
    return without(rules.family())
        + """
        table %s %s {
          chain inbound {
        %s  }
          chain outbound {
        %s  }
          chain prerouting {
            type nat hook prerouting priority -100; policy accept;
            meta l4proto tcp jump inbound
          }
          chain output {
            type nat hook output priority -100; policy accept;
            meta l4proto tcp jump outbound
          }
        }
        """
            .formatted(
                rules.family().keyword(),
                TABLE,
                lines(rules.inbound(), rules.family()),
                lines(rules.outbound(), rules.family()));
  }

  private static String lines(List<Rule> rules, Family family) {
    return rules.stream().map(rule -> line(rule, family)).collect(Collectors.joining());
  }

  private static String line(Rule rule, Family family) {
    String matches =
        rule.conditions().stream()
            .map(condition -> match(condition, family) + " ")
            .collect(Collectors.joining());
    return "    " + matches + verdict(rule.verdict()) + "\n";
  }

  private static String match(Condition condition, Family family) {
    return switch (condition) {
      case Condition.OverLoopback _ -> "oifname \"lo\"";
      case Condition.From from -> family.keyword() + " saddr " + Ranges.text(from.range());
      case Condition.To to -> family.keyword() + " daddr " + Ranges.text(to.range());
      case Condition.NotTo to -> family.keyword() + " daddr != " + Ranges.text(to.range());
      case Condition.ToPort port -> "tcp dport " + port.ports().text('-');
      case Condition.ByUser user -> "meta skuid " + user.uid();
      case Condition.ByGroup group -> "meta skgid " + group.gid();
    };
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Leave _ -> "return";
      case Verdict.Redirect redirect -> "meta l4proto tcp redirect to :" + redirect.port();
      case Verdict.AsInbound _ -> "jump inbound";
    };
  }
}
