package dev.lateen.policy.deployment;

import dev.lateen.policy.Denials;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

/** Registers the policy engine with the application that loads it. */
class PolicyProcessor {

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem("lateen-policy");
  }

  @BuildStep
  AdditionalBeanBuildItem beans() {
    return AdditionalBeanBuildItem.unremovableOf(Denials.class);
  }
}
