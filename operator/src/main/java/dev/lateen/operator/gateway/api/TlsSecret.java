package dev.lateen.operator.gateway.api;

/**
 * A Secret of type {@code kubernetes.io/tls}.
 *
 * @param certificate content of {@code tls.crt}, empty where it is missing
 * @param key content of {@code tls.key}, empty where it is missing; never shown
 */
public record TlsSecret(String certificate, String key) {
  @Override
  public String toString() {
    return "TlsSecret[certificate=" + certificate + ", key=***]";
  }
}
