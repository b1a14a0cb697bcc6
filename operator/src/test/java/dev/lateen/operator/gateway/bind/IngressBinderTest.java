package dev.lateen.operator.gateway.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.gateway.bind.IngressBinding.Trouble;
import dev.lateen.operator.gateway.model.EdgeTls;
import dev.lateen.operator.gateway.model.EdgeTls.Server;
import dev.lateen.operator.platform.model.IngressEntry;
import dev.lateen.operator.platform.model.IngressTls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngressBinderTest {
  private static final TlsSecret SHOP = Pairs.of("shop");
  private static final TlsSecret PAY = Pairs.of("pay");
  private static final TlsSecret BROKEN = new TlsSecret("no certificate", "");

  private final IngressBinder binder = new IngressBinder();

  @Test
  void eachHostHasTheCertificateOfItsSecret() {
    // When
    IngressBinding binding =
        binder.bind(
            List.of(ingress("a", "", tls("shop", "shop.example"), tls("pay", "pay.example"))),
            Map.of("default/shop", SHOP, "default/pay", PAY));

    // Then
    assertThat(binding.troubles()).isEmpty();
    assertThat(binding.model().servers())
        .extracting(Server::hosts)
        .containsExactly(List.of("shop.example"), List.of("pay.example"));
    assertThat(chain(binding, "shop.example")).isEqualTo(SHOP.certificate());
    assertThat(chain(binding, "pay.example")).isEqualTo(PAY.certificate());
  }

  @Test
  void fallbackIsTheCertificateWithoutHostsElseTheFirstByName() {
    // Given
    var secrets = Map.of("default/shop", SHOP, "default/pay", PAY);

    // Then
    assertThat(fallback(ingress("a", "", tls("shop", "a"), tls("pay", "b")), secrets))
        .isEqualTo(PAY.certificate());
    assertThat(fallback(ingress("a", "", tls("pay", "b"), tls("shop")), secrets))
        .isEqualTo(SHOP.certificate());
  }

  @Test
  void hostBelongsToTheOldestIngress() {
    // When
    IngressBinding binding =
        binder.bind(
            List.of(
                ingress("a", "2026-01-02T00:00:00Z", tls("shop", "x.example")),
                ingress("b", "2026-01-01T00:00:00Z", tls("pay", "x.example"))),
            Map.of("default/shop", SHOP, "default/pay", PAY));

    // Then
    assertThat(chain(binding, "x.example")).isEqualTo(PAY.certificate());
    assertThat(binding.troubles())
        .extracting(Trouble::ingress, Trouble::reason)
        .containsExactly(tuple("default/a", "HostTaken"));
  }

  @Test
  void brokenSecretLeavesTheLastGoodOneAndAMissingOneDoesNot() {
    // Given
    var ingresses = List.of(ingress("a", "", tls("shop", "x.example")));
    binder.bind(ingresses, Map.of("default/shop", SHOP));

    // When
    IngressBinding broken = binder.bind(ingresses, Map.of("default/shop", BROKEN));

    // Then
    assertThat(chain(broken, "x.example")).isEqualTo(SHOP.certificate());
    assertThat(broken.troubles())
        .singleElement()
        .returns("SecretInvalid", Trouble::reason)
        .satisfies(trouble -> assertThat(trouble.message()).contains("last good"));

    // When
    IngressBinding changed = binder.bind(ingresses, Map.of("default/shop", PAY));

    // Then
    assertThat(chain(changed, "x.example")).isEqualTo(PAY.certificate());
    assertThat(changed.troubles()).isEmpty();

    // When
    IngressBinding missing = binder.bind(ingresses, Map.of());

    // Then
    assertThat(missing.model()).isEqualTo(EdgeTls.NONE);
    assertThat(missing.troubles()).extracting(Trouble::reason).containsExactly("SecretMissing");
  }

  private String fallback(IngressEntry ingress, Map<String, TlsSecret> secrets) {
    return binder.bind(List.of(ingress), secrets).model().fallback().orElseThrow().chain();
  }

  private static String chain(IngressBinding binding, String host) {
    return binding.model().servers().stream()
        .filter(server -> server.hosts().contains(host))
        .findFirst()
        .orElseThrow()
        .certificate()
        .chain();
  }

  private static IngressEntry ingress(String name, String created, IngressTls... tls) {
    return new IngressEntry("default", name, "uid", created, List.of(), List.of(tls));
  }

  private static IngressTls tls(String secret, String... hosts) {
    return new IngressTls(List.of(hosts), "default/" + secret);
  }
}
