package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test the same cluster and the same running operator; both end with the last test. */
final class ClusterExtension implements ExecutionCondition, ParameterResolver {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String kubeconfig = System.getenv("KUBECONFIG");
    return kubeconfig == null || kubeconfig.isBlank()
        ? ConditionEvaluationResult.disabled(
            "SKIPPED: KUBECONFIG is not set, so there is no cluster to test against")
        : ConditionEvaluationResult.enabled("KUBECONFIG is set");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Cluster.class || type == KubernetesClient.class || type == OperatorProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == OperatorProcess.class) {
      return operator(context);
    }
    return type == KubernetesClient.class ? cluster(context).client() : cluster(context);
  }

  private static Cluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(Cluster.class, _ -> Cluster.connect(), Cluster.class);
  }

  private static OperatorProcess operator(ExtensionContext context) {
    cluster(context);
    OperatorProcess operator =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .getOrComputeIfAbsent(
                OperatorProcess.class, _ -> OperatorProcess.start(), OperatorProcess.class);
    assertThat(operator.isAlive()).as("the operator runs, see %s", operator.log()).isTrue();
    return operator;
  }
}
