package dev.lateen.citadel.jwt;

import java.time.Instant;

/**
 * A token that says who a workload is.
 *
 * @param token JWS in compact form; left out of {@link #toString()}, as who has it is believed
 * @param keyId by which it is verified
 * @param expiry when it ends
 */
public record JwtSvid(String token, String keyId, Instant expiry) {

  @Override
  public String toString() {
    return "JwtSvid[keyId=" + keyId + ", expiry=" + expiry + "]";
  }
}
