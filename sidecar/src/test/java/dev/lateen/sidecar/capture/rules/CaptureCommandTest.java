package dev.lateen.sidecar.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The command, with tools that are played. */
class CaptureCommandTest {
  private static final String ABSENT = "No such file or directory";

  private final Set<String> installed = new HashSet<>();
  private final List<String> ran = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void takesTheFirstToolThatTheKernelListensTo() {
    // Given
    installed.add("iptables-legacy");
    installed.add("ip6tables-legacy");
    // When
    int exit = run();
    // Then
    assertThat(exit).isZero();
    assertThat(ran)
        .containsExactly(
            "iptables-legacy-save -t nat",
            "iptables-legacy-save -t nat",
            "iptables-legacy-restore --noflush --wait",
            "ip6tables-legacy-save -t nat",
            "ip6tables-legacy-restore --noflush --wait");
    assertThat(out).hasToString("event=captured backend=iptables-legacy families=ipv4,ipv6\n");
  }

  @Test
  void oneTransactionOfNftablesHasBothFamilies() {
    // Given
    installed.add("nft");
    // When
    int exit = run("--backend", "nftables");
    // Then
    assertThat(exit).isZero();
    assertThat(ran).containsExactly("nft -f -");
  }

  @Test
  void saysWhatIsMissingWhereNoToolIs() {
    // When
    int exit = run("--clean");
    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("event=capture_failed reason=\"none of nftables, iptables")
        .contains("install nftables or iptables");
  }

  @Test
  void printsAndRunsNothing() {
    // When
    int exit = run("--dry-run", "--exclude-outbound-ports=25,110-143");
    // Then
    assertThat(exit).isZero();
    assertThat(ran).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("table ip lateen", "table ip6 lateen", "tcp dport 110-143 return");
  }

  @Test
  void namesEveryBadOptionItsValueAndTheFix() {
    // When
    int exit =
        run(
            "--inbound-port=0",
            "--proxy-uid=root",
            "--include-outbound-cidrs",
            "10.0.0.0/33",
            "--exclude-inbound-ports=",
            "--backend=ebtables",
            "--quick");
    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(ran).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(6)
        .anyMatch(line -> line.startsWith("--quick is not an option of capture: use one of"))
        .contains("--inbound-port=\"0\" is not valid: set it to a port in 1..65535")
        .anyMatch(line -> line.startsWith("--proxy-uid=\"root\" is not valid: set it to a number"))
        .anyMatch(line -> line.startsWith("--include-outbound-cidrs=\"10.0.0.0/33\" is not valid"))
        .anyMatch(line -> line.startsWith("--exclude-inbound-ports=\"\" is not valid"))
        .anyMatch(line -> line.contains("set it to one of auto, nftables, iptables"));
  }

  @Test
  void refusesOnePortForBothDirections() {
    // When
    int exit = run("--inbound-port=15001");
    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(err)
        .hasToString("--outbound-port=\"15001\" is also --inbound-port: set it to another port\n");
  }

  private int run(String... words) {
    return new CaptureCommand(
            List.of(Family.IPV4, Family.IPV6),
            this::play,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(words));
  }

  private Commands.Outcome play(List<String> command, String input) {
    String tool = command.getFirst().replaceAll("-(save|restore)$", "");
    if (!installed.contains(tool)) {
      return new Commands.Outcome(Commands.Outcome.NOT_FOUND, ABSENT);
    }
    ran.add(String.join(" ", command));
    return new Commands.Outcome(0, "");
  }
}
