package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.spiffe.SpiffeId;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Whether somebody is believed no more: by identity, or by the certificate that was shown. Safe for
 * use by many threads.
 *
 * @param authority knows the certificates that are revoked
 */
record RevocationCheck(CertificateAuthority authority) {
  private static final int HEXADECIMAL = 16;

  boolean isRevoked(SpiffeId identity, Optional<X509Certificate> shown, IdentityPolicy policy) {
    return policy.revoked().contains(identity.uri())
        || shown
            .map(certificate -> certificate.getSerialNumber().toString(HEXADECIMAL))
            .filter(authority::isRevoked)
            .isPresent();
  }
}
