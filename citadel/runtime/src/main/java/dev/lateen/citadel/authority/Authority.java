package dev.lateen.citadel.authority;

import dev.lateen.citadel.jwt.JwtKey;
import dev.lateen.citadel.x509.KeyPairPem;
import java.util.Optional;

/**
 * A root that is trusted, and the authority below it that issues.
 *
 * @param generation counts the roots of a mesh from 1
 * @param root certificate of the root in PEM: what workloads trust. Its key is not kept: it signed
 *     the issuing authority and can sign nothing more
 * @param issuing key and certificate that sign what workloads get; the root's own where a
 *     plugged-in authority (AU-022) is a root itself
 * @param intermediates the certificates from the issuing one, included, up to the root, excluded,
 *     in PEM: what workloads show beside their own; may be empty
 * @param jwt what signs tokens; empty only until the keeper has made one
 */
public record Authority(
    int generation, String root, KeyPairPem issuing, String intermediates, Optional<JwtKey> jwt) {

  /** The same with a key for tokens. */
  public Authority with(JwtKey key) {
    return new Authority(generation, root, issuing, intermediates, Optional.of(key));
  }
}
