package dev.lateen.sidecar.capture.rules;

import java.util.List;
import java.util.stream.Collectors;

/** By {@code iptables-restore} and {@code ip6tables-restore}, in the variant that is asked for. */
final class IptablesBackend implements Backend {
  private final Commands commands;
  private final String variant;

  /** With the variant that the system prefers, or {@code nft} or {@code legacy}. */
  IptablesBackend(Commands commands, String variant) {
    this.commands = commands;
    this.variant = variant;
  }

  @Override
  public String name() {
    return "iptables" + suffix();
  }

  @Override
  public boolean isUsable() {
    return commands.run(save(Family.IPV4), "").succeeded();
  }

  @Override
  public String script(List<CaptureRules> families) {
    return families.stream()
        .map(
            rules ->
                "# " + tool(rules.family(), "restore") + "\n" + IptablesScript.apply(rules, ""))
        .collect(Collectors.joining());
  }

  @Override
  public void apply(List<CaptureRules> families) {
    families.forEach(
        rules -> restore(rules.family(), IptablesScript.apply(rules, saved(rules.family()))));
  }

  @Override
  public void clean(List<Family> families) {
    for (Family family : families) {
      String script = IptablesScript.clean(saved(family));
      if (!script.isEmpty()) {
        restore(family, script);
      }
    }
  }

  private void restore(Family family, String script) {
    run(List.of(tool(family, "restore"), "--noflush", "--wait"), script);
  }

  private String saved(Family family) {
    return run(save(family), "");
  }

  private String run(List<String> command, String input) {
    Commands.Outcome outcome = commands.run(command, input);
    if (!outcome.succeeded()) {
      throw CaptureFailedException.of(String.join(" ", command), outcome.output());
    }
    return outcome.output();
  }

  private List<String> save(Family family) {
    return List.of(tool(family, "save"), "-t", "nat");
  }

  private String tool(Family family, String job) {
    return (family == Family.IPV4 ? "iptables" : "ip6tables") + suffix() + "-" + job;
  }

  private String suffix() {
    return variant.isEmpty() ? "" : "-" + variant;
  }
}
