package dev.lateen.citadel.deployment;

import dev.lateen.citadel.CitadelProducer;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import java.util.stream.Stream;

/** Registers Citadel, the mesh's certificate authority, with the application that loads it. */
class CitadelProcessor {

  @BuildStep
  FeatureBuildItem feature() {
    return new FeatureBuildItem("lateen-citadel");
  }

  @BuildStep
  AdditionalBeanBuildItem beans() {
    return AdditionalBeanBuildItem.unremovableOf(CitadelProducer.class);
  }

  /** These hold random sources, and a seed must not be part of a native executable. */
  @BuildStep
  void keepSeedsOutOfTheExecutable(BuildProducer<RuntimeInitializedClassBuildItem> classes) {
    Stream.of(
            "org.bouncycastle.crypto.CryptoServicesRegistrar",
            "org.bouncycastle.jcajce.provider.drbg.DRBG$Default",
            "org.bouncycastle.jcajce.provider.drbg.DRBG$NonceAndIV")
        .map(RuntimeInitializedClassBuildItem::new)
        .forEach(classes::produce);
  }
}
