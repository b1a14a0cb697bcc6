package dev.lateen.citadel.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

/** Registers Citadel, the mesh's certificate authority, with the application that loads it. */
class CitadelProcessor {

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem("lateen-citadel");
  }
}
