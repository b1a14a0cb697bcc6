package dev.lateen.policy.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

/** Registers the policy engine with the application that loads it. */
class PolicyProcessor {

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem("lateen-policy");
  }
}
