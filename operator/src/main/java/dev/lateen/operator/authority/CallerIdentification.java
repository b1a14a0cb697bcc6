package dev.lateen.operator.authority;

import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.operator.authority.RefusedCallerException.Reason;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Finds out who a caller is: by its token, or else by the certificate of its connection. */
final class CallerIdentification {
  private static final String SCHEME = "Bearer ";
  private static final int HEXADECIMAL = 16;

  private final TokenVerifier tokens;
  private final Journal journal;

  CallerIdentification(TokenVerifier tokens, Journal journal) {
    this.tokens = tokens;
    this.journal = journal;
  }

  /**
   * Who it is.
   *
   * @param authorization the metadata of that name, if any
   * @param certificate what the connection was opened with, already verified against the roots
   * @param request the certificate that is asked for, if one is
   * @throws RefusedCallerException when neither proves anything
   */
  Caller identify(
      Optional<String> authorization,
      Optional<X509Certificate> certificate,
      Optional<String> request) {
    return authorization
        .map(token -> byToken(token, request))
        .or(() -> certificate.map(this::byCertificate))
        .orElseThrow(
            () ->
                new RefusedCallerException(
                    Reason.UNAUTHENTICATED,
                    "no proof of identity: send a token as \"authorization: Bearer ...\" or use a"
                        + " certificate of this mesh"));
  }

  private Caller byToken(String authorization, Optional<String> request) {
    if (!authorization.startsWith(SCHEME)) {
      throw new RefusedCallerException(
          Reason.UNAUTHENTICATED, "the authorization is no bearer token");
    }
    return tokens.verify(authorization.substring(SCHEME.length()).strip(), request);
  }

  /**
   * The journal says whose it is: what this authority did not issue to a workload proves nothing.
   */
  private Caller byCertificate(X509Certificate certificate) {
    BigInteger serial = certificate.getSerialNumber();
    JournalEntry entry =
        journal
            .find(serial.toString(HEXADECIMAL))
            .orElseThrow(
                () ->
                    new RefusedCallerException(
                        Reason.UNAUTHENTICATED,
                        "the certificate with serial %x was not issued to a workload"
                            .formatted(serial)));
    return new Caller(
        entry.identity().namespace(),
        entry.identity().serviceAccount(),
        entry.instance(),
        Caller.Proof.CERTIFICATE);
  }
}
