package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvoyBootstrapCommandTest {
  @Test
  void saysWhoTheProxyIsAndWhereDiscoveryListens() {
    // When
    var bootstrap =
        bootstrap(
            "--name",
            "reviews-v1",
            "-n",
            "shop",
            "--discovery",
            "127.0.0.1:7000",
            "--admin-port",
            "7001");

    // Then
    assertThat(bootstrap)
        .contains(
            "id: \"sidecar~127.0.0.1~reviews-v1.shop~shop.svc.cluster.local\"\n",
            "    NAME: \"reviews-v1\"\n    NAMESPACE: \"shop\"\n    CAPTURE: EXPLICIT\n",
            "address: 127.0.0.1\n      port_value: 7001\n",
            "type: STATIC\n",
            "address: \"127.0.0.1\"\n                      port_value: 7000\n")
        .doesNotContain("${");
  }

  @Test
  void resolvesTheNameOfAnOperatorElsewhere() {
    assertThat(bootstrap("--name", "a", "--discovery", "operator.lateen-system.svc:15010"))
        .contains("type: STRICT_DNS\n", "address: \"operator.lateen-system.svc\"\n");
  }

  @Test
  void speaksTlsWithAnIdentity() {
    assertThat(
            bootstrap(
                "--name", "a", "--discovery", "operator.svc:15012", "--identity", "/etc/identity"))
        .contains(
            "certificate_chain: {filename: \"/etc/identity/cert-chain.pem\"}\n",
            "trusted_ca: {filename: \"/etc/identity/root-cert.pem\"}\n",
            "san_type: DNS\n                  matcher: {exact: \"operator.svc\"}\n")
        .doesNotContain("${");
    assertThat(bootstrap("--name", "a")).doesNotContain("tls");
  }

  @Test
  void refusesAnAddressWithoutPort() {
    // When
    var result = run("--name", "a", "--discovery", "operator");

    // Then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("\"operator\" is no address: write HOST:PORT");
  }

  @Test
  void keepsANameOfDigitsAText() {
    assertThat(bootstrap("--name", "123")).contains("NAME: \"123\"\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--name, 'a: b', write the name of a Workload or Pod",
    "--namespace, Shop, write a namespace's name",
    "--address, localhost, write an IPv4 address",
    "--admin-port, 99999, write a port of 1 to 65535",
  })
  void refusesWhatNoProxyCanBe(String option, String value, String fix) {
    // When
    var named = option.equals("--name");
    var result = named ? run(option, value) : run("--name", "a", option, value);

    // Then
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith(option + ": \"" + value + "\": " + fix + "\n");
  }

  private static String bootstrap(String... options) {
    return run(options).out();
  }

  private static Terminal.Result run(String... options) {
    var arguments = Stream.concat(Stream.of("envoy-bootstrap"), Stream.of(options));
    return new Terminal(Path.of("")).run(arguments.toArray(String[]::new));
  }
}
