package dev.lateen.operator.identity;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whose certificates every proxy believes, and which of them no more.
 *
 * @param trustDomain of the identities, {@code spiffe://<trust domain>/...} (AU-002)
 * @param aliases other names of the trust domain: identities of theirs are believed, too
 * @param rootsPem root certificates, PEM; several while one takes over from another. Empty: there
 *     is no authority, and nobody uses mutual TLS
 * @param crlsPem certificate revocation lists (RFC 5280 5), PEM; at most one of each issuer
 * @param tokenKeys what the tokens of workloads are verified by, a JWK set (RFC 7517)
 */
public record TrustBundle(
    String trustDomain,
    List<String> aliases,
    List<String> rootsPem,
    List<String> crlsPem,
    String tokenKeys) {
  /** No authority. */
  public static final TrustBundle NONE = new TrustBundle("", List.of(), List.of());

  /** Without aliases and tokens. */
  public TrustBundle(String trustDomain, List<String> rootsPem, List<String> crlsPem) {
    this(trustDomain, List.of(), rootsPem, crlsPem, "{\"keys\":[]}");
  }

  /** Keeps the lists as they are. */
  public TrustBundle {
    aliases = List.copyOf(aliases);
    rootsPem = List.copyOf(rootsPem);
    crlsPem = List.copyOf(crlsPem);
  }

  /** The trust domain by all its names, its own first. */
  public List<String> trustDomains() {
    return Stream.concat(Stream.of(trustDomain), aliases.stream()).distinct().toList();
  }

  /** Whether nobody is trusted, so that nobody uses mutual TLS. */
  public boolean isEmpty() {
    return rootsPem.isEmpty();
  }
}
