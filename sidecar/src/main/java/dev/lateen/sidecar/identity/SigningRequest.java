package dev.lateen.sidecar.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;

/**
 * Writes a request for a certificate (PKCS #10, RFC 2986) for an EC P-256 key. It names nobody: the
 * authority decides who the caller is. Written by hand, as an ASN.1 library would cost every
 * sidecar some megabytes for these few bytes.
 */
final class SigningRequest {
  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;
  private static final int NO_ATTRIBUTES = 0xA0;
  private static final byte[] VERSION_1 = {0x02, 0x01, 0x00};
  private static final byte[] EMPTY = {};

  /** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758, section 3.2). */
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02
  };

  private static final int SHORT_FORM = 0x80;
  private static final int BYTE = 8;

  private SigningRequest() {}

  /** In PEM. */
  static String encode(KeyPair key) throws GeneralSecurityException {
    byte[] info =
        element(
            SEQUENCE,
            VERSION_1,
            element(SEQUENCE, EMPTY),
            key.getPublic().getEncoded(),
            element(NO_ATTRIBUTES, EMPTY));
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key.getPrivate());
    signer.update(info);
    byte[] request =
        element(
            SEQUENCE,
            info,
            element(SEQUENCE, ECDSA_WITH_SHA256),
            element(BIT_STRING, new byte[] {0}, signer.sign()));
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(request)
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }

  /** Tag, length and content of DER (X.690, 8.1). */
  private static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= SHORT_FORM) {
      int octets = length > 0xFF ? 2 : 1;
      out.write(SHORT_FORM | octets);
      if (octets == 2) {
        out.write(length >>> BYTE);
      }
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
