package dev.lateen.sidecar.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.CidrRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From settings to the text of a tool. */
class CaptureScriptsTest {
  private static final CaptureSettings DEFAULT =
      new CaptureSettings(
          CaptureSettings.INBOUND_PORT,
          CaptureSettings.OUTBOUND_PORT,
          CaptureSettings.PROXY_ID,
          CaptureSettings.PROXY_ID,
          Selection.all(),
          Selection.all(),
          Selection.all());
  private static final CaptureSettings SELECTIVE =
      new CaptureSettings(
          15_006,
          15_001,
          1337,
          1338,
          new Selection<>(Optional.of(List.of(PortRange.of(8080))), List.of(PortRange.of(9000))),
          new Selection<>(
              Optional.of(List.of(PortRange.of(80), new PortRange(8000, 8100))),
              List.of(PortRange.of(3306))),
          new Selection<>(
              Optional.of(List.of(new CidrRange("10.0.0.0", 8), new CidrRange("fd00::", 8))),
              List.of(new CidrRange("10.9.0.0", 16))));

  @Test
  void nftablesMakesATableOfOneFamilyAnew() {
    // When
    String script = NftablesScript.apply(List.of(CaptureRules.of(DEFAULT, Family.IPV4)));
    // Then
    assertThat(script)
        .isEqualTo(
            """
            table ip lateen
            delete table ip lateen
            table ip lateen {
              chain inbound {
                tcp dport 15000 return
                tcp dport 15001 return
                tcp dport 15006 return
                tcp dport 15020 return
                meta l4proto tcp redirect to :15006
              }
              chain outbound {
                oifname "lo" ip saddr 127.0.0.6/32 return
                oifname "lo" ip daddr != 127.0.0.0/8 meta skuid 1337 jump inbound
                oifname "lo" ip daddr != 127.0.0.0/8 meta skgid 1337 jump inbound
                meta skuid 1337 return
                meta skgid 1337 return
                ip daddr 127.0.0.0/8 return
                meta l4proto tcp redirect to :15001
              }
              chain prerouting {
                type nat hook prerouting priority -100; policy accept;
                meta l4proto tcp jump inbound
              }
              chain output {
                type nat hook output priority -100; policy accept;
                meta l4proto tcp jump outbound
              }
            }
            """);
  }

  @Test
  void iptablesMakesTwoChainsAndAJumpToEach() {
    // When
    String script = IptablesScript.apply(CaptureRules.of(SELECTIVE, Family.IPV4), "");
    // Then
    assertThat(script)
        .isEqualTo(
            """
            *nat
            :LATEEN_INBOUND - [0:0]
            :LATEEN_OUTBOUND - [0:0]
            -A LATEEN_INBOUND -p tcp --dport 15000 -j RETURN
            -A LATEEN_INBOUND -p tcp --dport 15001 -j RETURN
            -A LATEEN_INBOUND -p tcp --dport 15006 -j RETURN
            -A LATEEN_INBOUND -p tcp --dport 15020 -j RETURN
            -A LATEEN_INBOUND -p tcp --dport 9000 -j RETURN
            -A LATEEN_INBOUND -p tcp --dport 8080 -j REDIRECT --to-ports 15006
            -A LATEEN_OUTBOUND -p tcp -o lo -s 127.0.0.6/32 -j RETURN
            -A LATEEN_OUTBOUND -p tcp -o lo ! -d 127.0.0.0/8 -m owner --uid-owner 1337 -j LATEEN_INBOUND
            -A LATEEN_OUTBOUND -p tcp -o lo ! -d 127.0.0.0/8 -m owner --gid-owner 1338 -j LATEEN_INBOUND
            -A LATEEN_OUTBOUND -p tcp -m owner --uid-owner 1337 -j RETURN
            -A LATEEN_OUTBOUND -p tcp -m owner --gid-owner 1338 -j RETURN
            -A LATEEN_OUTBOUND -p tcp -d 127.0.0.0/8 -j RETURN
            -A LATEEN_OUTBOUND -p tcp --dport 3306 -j RETURN
            -A LATEEN_OUTBOUND -p tcp -d 10.9.0.0/16 -j RETURN
            -A LATEEN_OUTBOUND -p tcp -d 10.0.0.0/8 --dport 80 -j REDIRECT --to-ports 15001
            -A LATEEN_OUTBOUND -p tcp -d 10.0.0.0/8 --dport 8000:8100 -j REDIRECT --to-ports 15001
            -A PREROUTING -p tcp -j LATEEN_INBOUND
            -A OUTPUT -p tcp -j LATEEN_OUTBOUND
            COMMIT
            """);
  }

  @Test
  void eachFamilyHasTheRangesOfItsOwn() {
    // When
    CaptureRules rules = CaptureRules.of(SELECTIVE, Family.IPV6);
    // Then
    assertThat(NftablesScript.apply(List.of(rules)))
        .contains("ip6 daddr fd00::/8 tcp dport 8000-8100")
        .doesNotContain("10.0.0.0", "10.9.0.0");
  }

  @Test
  void jumpsThatAreThereAreReplacedAndOthersStay() {
    // Given
    String saved =
        """
        *nat
        :PREROUTING ACCEPT [1:60]
        :LATEEN_INBOUND - [0:0]
        -A PREROUTING -p tcp -j LATEEN_INBOUND
        -A PREROUTING -p tcp -j OTHER
        COMMIT
        """;
    // When
    String again = IptablesScript.apply(CaptureRules.of(SELECTIVE, Family.IPV4), saved);
    String clean = IptablesScript.clean(saved);
    // Then
    assertThat(again).containsOnlyOnce("-D PREROUTING -p tcp -j LATEEN_INBOUND\n");
    assertThat(again).doesNotContain("-D OUTPUT", "OTHER");
    assertThat(clean)
        .isEqualTo(
            """
            *nat
            :LATEEN_INBOUND - [0:0]
            -D PREROUTING -p tcp -j LATEEN_INBOUND
            -X LATEEN_INBOUND
            COMMIT
            """);
    assertThat(IptablesScript.clean("*nat\nCOMMIT\n")).isEmpty();
  }
}
