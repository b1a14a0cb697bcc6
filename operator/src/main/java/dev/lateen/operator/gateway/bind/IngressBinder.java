package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.gateway.bind.IngressBinding.Trouble;
import dev.lateen.operator.gateway.model.EdgeTls;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import dev.lateen.operator.platform.model.IngressEntry;
import dev.lateen.operator.platform.model.IngressTls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the certificates of Ingresses (TM-116). A name belongs to the oldest Ingress that has a
 * certificate for it. A Secret that is there and holds no pair leaves the last good one in force;
 * one that is gone does not. Confined to one thread.
 */
public final class IngressBinder {
  private static final Comparator<IngressEntry> OLDEST_FIRST =
      Comparator.comparing(IngressEntry::created).thenComparing(IngressEntry::id);

  private final Map<String, Pair> pairs = new HashMap<>();

  /**
   * A Secret as it was last seen.
   *
   * @param secret what it held
   * @param holdsPair whether that is a certificate with its key
   * @param certificate the last one that was
   */
  private record Pair(TlsSecret secret, boolean holdsPair, Optional<Certificate> certificate) {}

  /** Binds everything. */
  public IngressBinding bind(List<IngressEntry> ingresses, Map<String, TlsSecret> secrets) {
    var claims = new Claims();
    var used = new HashSet<String>();
    for (IngressEntry ingress : ingresses.stream().sorted(OLDEST_FIRST).toList()) {
      for (IngressTls tls : ingress.tls()) {
        used.add(tls.secret());
        pair(ingress, tls, Optional.ofNullable(secrets.get(tls.secret())), claims)
            .ifPresent(certificate -> claims.add(ingress, tls, certificate));
      }
    }
    pairs.keySet().retainAll(used);
    return new IngressBinding(claims.model(), claims.troubles);
  }

  private Optional<Certificate> pair(
      IngressEntry ingress, IngressTls tls, Optional<TlsSecret> secret, Claims claims) {
    if (secret.isEmpty()) {
      pairs.remove(tls.secret());
      claims.trouble(
          ingress,
          "SecretMissing",
          "There is no Secret "
              + tls.secret()
              + " of type kubernetes.io/tls that the operator may read.");
      return Optional.empty();
    }
    Pair pair = pairs.compute(tls.secret(), (_, before) -> read(secret.get(), before));
    if (!pair.holdsPair()) {
      claims.trouble(
          ingress,
          "SecretInvalid",
          "Secret "
              + tls.secret()
              + " must hold a certificate in tls.crt and its unencrypted key in tls.key; "
              + (pair.certificate().isPresent()
                  ? "the last good one stays in force."
                  : "it is not used."));
    }
    return pair.certificate();
  }

  private static Pair read(TlsSecret secret, Pair before) {
    if (before != null && before.secret().equals(secret)) {
      return before;
    }
    Optional<Certificate> found = KeyPairs.read(secret);
    return new Pair(
        secret,
        found.isPresent(),
        found.or(() -> Optional.ofNullable(before).flatMap(Pair::certificate)));
  }

  /** Who has which name. */
  private static final class Claims {
    private final Map<String, String> secretOfHost = new HashMap<>();
    private final Map<String, Set<String>> hostsOfSecret = new LinkedHashMap<>();
    private final Map<String, Certificate> certificates = new TreeMap<>(BY_NAME);
    private final List<Trouble> troubles = new ArrayList<>();
    private Optional<Certificate> fallback = Optional.empty();

    /** As {@code name.namespace}. */
    private static final Comparator<String> BY_NAME =
        Comparator.comparing(
            id -> id.substring(id.indexOf('/') + 1) + "." + id.substring(0, id.indexOf('/')));

    void add(IngressEntry ingress, IngressTls tls, Certificate certificate) {
      certificates.put(tls.secret(), certificate);
      if (tls.hosts().isEmpty() && fallback.isEmpty()) {
        fallback = Optional.of(certificate);
      }
      for (String host : tls.hosts()) {
        String owner = secretOfHost.computeIfAbsent(host, _ -> tls.secret());
        if (owner.equals(tls.secret())) {
          hostsOfSecret.computeIfAbsent(owner, _ -> new HashSet<>()).add(host);
        } else {
          trouble(
              ingress,
              "HostTaken",
              "An older Ingress has a certificate for " + host + ", Secret " + owner + ".");
        }
      }
    }

    void trouble(IngressEntry ingress, String reason, String message) {
      troubles.add(new Trouble(ingress.id(), reason, message));
    }

    /** Where no Ingress says which one is for all other names, the first one by name is. */
    EdgeTls model() {
      return new EdgeTls(
          hostsOfSecret.entrySet().stream()
              .map(
                  entry ->
                      new EdgeTls.Server(
                          entry.getKey(),
                          entry.getValue().stream().sorted().toList(),
                          certificates.get(entry.getKey())))
              .toList(),
          fallback.or(() -> certificates.values().stream().findFirst()));
    }
  }
}
