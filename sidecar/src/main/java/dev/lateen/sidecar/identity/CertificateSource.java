package dev.lateen.sidecar.identity;

import java.time.Duration;
import java.util.Optional;

/** Who issues identity documents. */
interface CertificateSource {

  /**
   * Makes a key and has it certified. Blocks for some seconds at most.
   *
   * @param current the document in force, which proves who the caller is where there is no token
   * @param life how long it is to hold; zero for what the authority is set to
   * @throws IdentityException when there is none to be had now
   */
  Issued fetch(Optional<Svid> current, Duration life) throws IdentityException;
}
