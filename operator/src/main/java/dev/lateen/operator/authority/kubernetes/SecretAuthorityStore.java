package dev.lateen.operator.authority.kubernetes;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStore;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.StaleAuthorityException;
import dev.lateen.operator.authority.AuthorityCodec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Keeps the authority in one Secret; the API server refuses a write that knows an older one. */
final class SecretAuthorityStore implements AuthorityStore {
  private static final String NAME = "lateen-ca";
  private static final String KEY = "authority.json";
  private static final String TYPE = "lateen.dev/authority";

  private final KubernetesClient client;

  SecretAuthorityStore(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Stored> load() {
    try {
      return Optional.ofNullable(client.secrets().withName(NAME).get())
          .map(SecretAuthorityStore::parse);
    } catch (KubernetesClientException e) {
      throw new AuthorityStoreException("Secret lateen-ca cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Stored replace(Optional<Stored> replaced, AuthorityState state) {
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withResourceVersion(replaced.map(Stored::version).orElse(null))
            .endMetadata()
            .withType(TYPE)
            .withData(
                Map.of(
                    KEY,
                    Base64.getEncoder()
                        .encodeToString(
                            AuthorityCodec.write(state).getBytes(StandardCharsets.UTF_8))))
            .build();
    try {
      Secret kept =
          replaced.isPresent()
              ? client.resource(secret).update()
              : client.resource(secret).create();
      return new Stored(state, kept.getMetadata().getResourceVersion());
    } catch (KubernetesClientException e) {
      throw e.getCode() == HttpURLConnection.HTTP_CONFLICT
          ? new StaleAuthorityException("Secret lateen-ca has been changed meanwhile", e)
          : new AuthorityStoreException("Secret lateen-ca cannot be written: " + e.getMessage(), e);
    }
  }

  private static Stored parse(Secret secret) {
    String encoded = Optional.ofNullable(secret.getData()).orElse(Map.of()).getOrDefault(KEY, "");
    return new Stored(
        AuthorityCodec.readState(
            new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8),
            "Secret lateen-ca"),
        secret.getMetadata().getResourceVersion());
  }
}
