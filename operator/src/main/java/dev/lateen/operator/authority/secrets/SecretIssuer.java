package dev.lateen.operator.authority.secrets;

import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.spiffe.SpiffeId;
import java.security.PublicKey;
import java.time.Duration;

/** Issues what Secrets hold. */
@FunctionalInterface
public interface SecretIssuer {

  /**
   * Issues a certificate.
   *
   * @param identity of the service account
   * @param secret name of the Secret that will hold it
   * @param key the public half
   * @param life how long it is to hold
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when nothing can be issued now
   */
  IssuedCertificate issue(SpiffeId identity, String secret, PublicKey key, Duration life);
}
