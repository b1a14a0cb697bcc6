package dev.lateen.citadel.x509;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether two halves of a key belong together. */
public final class KeyProof {
  private static final byte[] SAMPLE = {1, 2, 3, 4};

  private KeyProof() {}

  /** Signs with one half and verifies with the other. */
  public static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    try {
      Signature signer = Signature.getInstance(KeyType.signatureOf(publicKey));
      signer.initSign(privateKey);
      signer.update(SAMPLE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(KeyType.signatureOf(publicKey));
      verifier.initVerify(publicKey);
      verifier.update(SAMPLE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
