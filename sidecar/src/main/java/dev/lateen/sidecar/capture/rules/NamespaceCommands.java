package dev.lateen.sidecar.capture.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs of this machine in the network namespace of another, by {@code nsenter}.
 *
 * @param commands runs them
 * @param namespace path of the namespace, such as {@code /var/run/netns/cni-1}
 */
record NamespaceCommands(Commands commands, String namespace) implements Commands {
  @Override
  public Outcome run(List<String> command, String input) {
    List<String> inside = new ArrayList<>(List.of("nsenter", "--net=" + namespace, "--"));
    inside.addAll(command);
    return commands.run(inside, input);
  }
}
