package dev.lateen.operator.discovery.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short hashes of content, used as versions. */
final class ContentHash {
  private static final int BYTES = 8;

  private ContentHash() {}

  /** The first 8 bytes of SHA-256, hexadecimal. */
  static String of(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
