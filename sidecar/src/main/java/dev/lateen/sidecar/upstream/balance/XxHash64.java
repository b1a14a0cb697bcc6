package dev.lateen.sidecar.upstream.balance;

/**
 * The hash function XXH64, which Envoy hashes requests and endpoints by, so that proxies of both
 * kinds choose alike. Texts are read as ISO-8859-1, which header values are.
 */
public final class XxHash64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;

  private XxHash64() {}

  /** The hash of a text with seed 0. */
  public static long hash(CharSequence text) {
    return hash(text, 0);
  }

  /** The hash of a text. */
  public static long hash(CharSequence text, long seed) {
    int length = text.length();
    int at = 0;
    long hash = seed + PRIME_5;
    if (length >= STRIPE) {
      at = length / STRIPE * STRIPE;
      hash = stripes(text, at, seed);
    }
    hash += length;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      hash ^= round(0, word(text, at));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (at + Integer.BYTES <= length) {
      hash ^= half(text, at) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      at += Integer.BYTES;
    }
    for (; at < length; at++) {
      hash ^= (text.charAt(at) & 0xFFL) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    return avalanche(hash);
  }

  private static long stripes(CharSequence text, int end, long seed) {
    long a = seed + PRIME_1 + PRIME_2;
    long b = seed + PRIME_2;
    long c = seed;
    long d = seed - PRIME_1;
    for (int at = 0; at < end; at += STRIPE) {
      a = round(a, word(text, at));
      b = round(b, word(text, at + 8));
      c = round(c, word(text, at + 16));
      d = round(d, word(text, at + 24));
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  private static long round(long lane, long word) {
    return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ hash >>> 33) * PRIME_2;
    mixed = (mixed ^ mixed >>> 29) * PRIME_3;
    return mixed ^ mixed >>> 32;
  }

  private static long word(CharSequence text, int at) {
    return half(text, at) | half(text, at + Integer.BYTES) << Integer.SIZE;
  }

  private static long half(CharSequence text, int at) {
    return text.charAt(at) & 0xFFL
        | (text.charAt(at + 1) & 0xFFL) << 8
        | (text.charAt(at + 2) & 0xFFL) << 16
        | (text.charAt(at + 3) & 0xFFL) << 24;
  }
}
