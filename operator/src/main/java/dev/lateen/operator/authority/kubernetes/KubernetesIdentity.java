package dev.lateen.operator.authority.kubernetes;

import dev.lateen.citadel.authority.AuthorityStore;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.PluggedInAuthority;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.operator.authority.IdentityPlatform;
import dev.lateen.operator.authority.TokenVerifier;
import dev.lateen.operator.authority.secrets.SecretStore;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The authority of a cluster, in the namespace of the operator: Secret {@code lateen-ca},
 * ConfigMaps {@code lateen-ca-journal-...}, ConfigMap {@code lateen-ca-root}, and Secret {@code
 * cacerts} of the user (AU-022).
 */
public final class KubernetesIdentity implements IdentityPlatform {
  private static final String ROOTS = "lateen-ca-root";
  private static final String BROUGHT = "cacerts";

  private final Supplier<KubernetesClient> client;
  private final String namespace;

  /**
   * With a client that is made when it is first needed.
   *
   * @param namespace where everything is kept if the client has no namespace of its own, as one
   *     outside of the cluster may have none
   */
  public KubernetesIdentity(Supplier<KubernetesClient> client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  private KubernetesClient client() {
    KubernetesClient made = client.get();
    return made.getNamespace() == null
        ? made.adapt(NamespacedKubernetesClient.class).inNamespace(namespace)
        : made;
  }

  @Override
  public AuthorityStore authorities() {
    return new SecretAuthorityStore(client());
  }

  @Override
  public JournalStore journal() {
    return new ConfigMapJournal(client());
  }

  @Override
  public TokenVerifier tokens() {
    return new TokenReviews(client());
  }

  @Override
  public Optional<PluggedInAuthority> pluggedIn() {
    try {
      return Optional.ofNullable(client().secrets().withName(BROUGHT).get())
          .map(Secret::getData)
          .map(
              data ->
                  new PluggedInAuthority(
                      part(data, "ca-cert.pem"),
                      part(data, "ca-key.pem"),
                      part(data, "root-cert.pem"),
                      part(data, "cert-chain.pem")));
    } catch (KubernetesClientException e) {
      throw new AuthorityStoreException(
          "Secret " + BROUGHT + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<SecretStore> secrets() {
    return Optional.of(new KubernetesSecretStore(client()));
  }

  @Override
  public void publishRoots(String pem) {
    try {
      var current = client().configMaps().withName(ROOTS).get();
      if (current == null || !Map.of("root-cert.pem", pem).equals(current.getData())) {
        client()
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(ROOTS)
                    .endMetadata()
                    .withData(Map.of("root-cert.pem", pem))
                    .build())
            .forceConflicts()
            .serverSideApply();
      }
    } catch (KubernetesClientException e) {
      throw new AuthorityStoreException(
          "ConfigMap " + ROOTS + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String part(Map<String, String> data, String name) {
    return new String(
        Base64.getDecoder().decode(data.getOrDefault(name, "")), StandardCharsets.US_ASCII);
  }
}
