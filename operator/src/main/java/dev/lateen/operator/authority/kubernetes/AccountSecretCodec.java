package dev.lateen.operator.authority.kubernetes;

import dev.lateen.operator.authority.secrets.Account;
import dev.lateen.operator.authority.secrets.AccountSecret;
import dev.lateen.operator.authority.secrets.KeyAndCertificate;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Secrets of ServiceAccounts as the API server has them (AU-024). Pure. */
final class AccountSecretCodec {
  static final String TYPE = "lateen.dev/key-and-cert";
  static final String ACCOUNT = "lateen.dev/service-account-name";

  private static final String MANAGER_LABEL = "app.kubernetes.io/managed-by";
  private static final String MANAGER = "lateen";
  private static final String CHAIN = "cert-chain.pem";
  private static final String KEY = "key.pem";
  private static final String ROOTS = "root-cert.pem";

  private AccountSecretCodec() {}

  static Account account(ServiceAccount account) {
    var metadata = account.getMetadata();
    return new Account(metadata.getNamespace(), metadata.getName(), metadata.getUid());
  }

  static AccountSecret read(Secret secret) {
    var metadata = secret.getMetadata();
    return new AccountSecret(
        metadata.getNamespace(),
        metadata.getName(),
        isOurs(secret),
        orEmpty(metadata.getAnnotations()).getOrDefault(ACCOUNT, ""),
        owner(metadata.getOwnerReferences()),
        new KeyAndCertificate(text(secret, CHAIN), text(secret, KEY), text(secret, ROOTS)),
        metadata.getResourceVersion());
  }

  private static boolean isOurs(Secret secret) {
    return TYPE.equals(secret.getType())
        && MANAGER.equals(orEmpty(secret.getMetadata().getLabels()).get(MANAGER_LABEL));
  }

  private static String owner(List<OwnerReference> owners) {
    return Objects.requireNonNullElse(owners, List.<OwnerReference>of()).stream()
        .filter(owner -> owner.getKind().equals("ServiceAccount"))
        .map(OwnerReference::getUid)
        .findFirst()
        .orElse("");
  }

  private static String text(Secret secret, String key) {
    String data = orEmpty(secret.getData()).getOrDefault(key, "");
    return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
  }

  private static Map<String, String> orEmpty(Map<String, String> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }

  /**
   * The Secret of an account; it does not keep the account from being deleted.
   *
   * @param version which version it replaces; empty: there is none
   */
  static Secret write(Account account, KeyAndCertificate content, Optional<String> version) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(account.secret())
        .withNamespace(account.namespace())
        .withResourceVersion(version.orElse(null))
        .addToLabels("app.kubernetes.io/part-of", MANAGER)
        .addToLabels(MANAGER_LABEL, MANAGER)
        .addToAnnotations(ACCOUNT, account.name())
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("ServiceAccount")
        .withName(account.name())
        .withUid(account.uid())
        .endOwnerReference()
        .endMetadata()
        .withType(TYPE)
        .addToData(CHAIN, base64(content.certChain()))
        .addToData(KEY, base64(content.key()))
        .addToData(ROOTS, base64(content.rootCert()))
        .build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
