package dev.lateen.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.Resources;
import dev.lateen.operator.platform.model.ServiceRegistry;
import org.junit.jupiter.api.Test;

class PolicyUsageTest {
  private final RuleBook book = new RuleBook();

  @Test
  void ofTwoPoliciesForTheSameWorkloadsTheOldestIsUsed() {
    // Given: the name of the older one comes later
    var older = policy("b", "2026-01-01T00:00:00Z", "{mutualTls: {mode: STRICT}}");
    var newer = policy("a", "2026-02-01T00:00:00Z", "{mutualTls: {mode: DISABLE}}");

    // When
    var decision = decide(newer + "---\n" + older);

    // Then
    assertThat(decision.model().rules().policies())
        .extracting(policy -> policy.revision().key().name())
        .containsExactly("b", "a");
    assertThat(accepted(decision, "b").notUsed()).isEmpty();
    assertThat(notUsed(decision, "a").reason()).contains("shadowed", "Policy/default/b");
  }

  @Test
  void aPolicyThatSaysNothingOrIsForNobodyIsNotUsed() {
    // When
    var decision =
        decide(
            policy("silent", "", "{}")
                + "---\n"
                + policy(
                    "nobody", "", "{selector: {labels: {app: none}}, mutualTls: {mode: STRICT}}"));

    // Then
    assertThat(notUsed(decision, "silent").reason()).contains("says nothing");
    assertThat(notUsed(decision, "nobody").field()).isEqualTo("spec.selector.labels");
  }

  @Test
  void onlyAPolicyThatIsStrictSomewhereDemandsIdentity() {
    // When
    var decision =
        decide(
            String.join(
                "---\n",
                policy("strict", "", "{selector: {labels: {app: a}}, mutualTls: {mode: STRICT}}"),
                policy(
                    "port",
                    "",
                    "{selector: {labels: {app: b}}, mutualTls: {mode: DISABLE, ports: {80: {mode:"
                        + " STRICT}}}}"),
                policy("disable", "", "{mutualTls: {mode: DISABLE}}"),
                policy(
                    "permissive",
                    "",
                    "{selector: {labels: {app: c}}, mutualTls: {mode: PERMISSIVE}}")));

    // Then
    assertThat(accepted(decision, "strict").demandsIdentity()).isTrue();
    assertThat(accepted(decision, "port").demandsIdentity()).isTrue();
    assertThat(accepted(decision, "disable").demandsIdentity()).isFalse();
    assertThat(accepted(decision, "permissive").demandsIdentity()).isFalse();
  }

  private Decision decide(String documents) {
    return book.decide(Resources.rules(ServiceRegistry.empty(), documents));
  }

  private static FieldError notUsed(Decision decision, String name) {
    return accepted(decision, name).notUsed().orElseThrow().why();
  }

  private static Verdict.Accepted accepted(Decision decision, String name) {
    return assertThat(decision.verdicts().get(new RuleKey("Policy", "default", name)))
        .asInstanceOf(type(Verdict.Accepted.class))
        .actual();
  }

  private static String policy(String name, String created, String spec) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: Policy
    metadata: {name: %s, creationTimestamp: "%s"}
    spec: %s
    """
        .formatted(name, created, spec);
  }
}
