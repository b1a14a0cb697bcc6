package dev.lateen.citadel;

import dev.lateen.citadel.serving.SelfSignedAuthority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The beans Citadel gives to the application that loads it. */
@Singleton
public class CitadelProducer {

  /** The issuer of serving certificates, on the system's clock and random source. */
  @Produces
  @Singleton
  public SelfSignedAuthority selfSignedAuthority() {
    return new SelfSignedAuthority(Clock.systemUTC(), new SecureRandom());
  }
}
