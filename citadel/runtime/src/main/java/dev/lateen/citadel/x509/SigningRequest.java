package dev.lateen.citadel.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A request for a certificate (PKCS #10, RFC 2986) of which only the key is taken: what it asks to
 * be called counts for nothing.
 *
 * @param key the key to certify; whoever asked proved to have the private half
 */
public record SigningRequest(PublicKey key) {

  /**
   * Reads and checks a request in PEM.
   *
   * @throws InvalidSigningRequestException when it is none, its key is weak, or its signature is
   *     not made by its key
   */
  public static SigningRequest parse(String pem) {
    byte[] content =
        Pem.block(pem, "CERTIFICATE REQUEST")
            .or(() -> Pem.block(pem, "NEW CERTIFICATE REQUEST"))
            .orElseThrow(
                () ->
                    new InvalidSigningRequestException(
                        "there is no block CERTIFICATE REQUEST in PEM (PKCS #10)"));
    try {
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(content);
      PublicKey key = request.getPublicKey();
      if (!KeyType.strongEnough(key)) {
        throw new InvalidSigningRequestException(
            "its key is too weak: use EC P-256 or larger, or RSA of at least 2048 bits");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new InvalidSigningRequestException("its signature is not made by its key");
      }
      return new SigningRequest(key);
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      throw e instanceof InvalidSigningRequestException refused
          ? refused
          : new InvalidSigningRequestException("it cannot be read as PKCS #10");
    }
  }
}
