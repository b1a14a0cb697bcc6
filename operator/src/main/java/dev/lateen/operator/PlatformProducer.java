package dev.lateen.operator;

import dev.lateen.operator.authority.IdentityPlatform;
import dev.lateen.operator.authority.IdentitySettings;
import dev.lateen.operator.authority.kubernetes.KubernetesIdentity;
import dev.lateen.operator.authority.local.LocalIdentity;
import dev.lateen.operator.platform.Platform;
import dev.lateen.operator.platform.kubernetes.KubernetesPlatform;
import dev.lateen.operator.platform.local.LocalPlatform;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the platform that is asked for; only Kubernetes needs a client. */
@Singleton
class PlatformProducer {
  private static final Logger LOG = Logger.getLogger(PlatformProducer.class);

  @Produces
  @Singleton
  Platform platform(LateenSettings settings, Provider<KubernetesClient> client) {
    return switch (settings.platform()) {
      case LOCAL -> local(settings);
      case KUBERNETES -> new KubernetesPlatform(client::get);
    };
  }

  @Produces
  @Singleton
  IdentityPlatform identity(
      LateenSettings settings, IdentitySettings identity, Provider<KubernetesClient> client) {
    return switch (settings.platform()) {
      case LOCAL -> new LocalIdentity(directory(settings), InstantSource.system());
      case KUBERNETES -> new KubernetesIdentity(client::get, identity.namespace());
    };
  }

  private static Platform local(LateenSettings settings) {
    Path directory = directory(settings);
    LOG.infof("event=platform_chosen platform=local directory=%s", directory);
    return new LocalPlatform(directory);
  }

  private static Path directory(LateenSettings settings) {
    return settings
        .local()
        .directory()
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "lateen.local.directory",
                    "is not set: name the mesh directory, or set lateen.platform=kubernetes"))
        .toAbsolutePath()
        .normalize();
  }
}
