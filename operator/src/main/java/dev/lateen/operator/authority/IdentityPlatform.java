package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.AuthorityStore;
import dev.lateen.citadel.authority.PluggedInAuthority;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.operator.authority.secrets.SecretStore;
import java.util.Optional;

/** What a platform gives the authority: where it keeps things, and how callers prove themselves. */
public interface IdentityPlatform {

  /** Where the authority's keys are kept. */
  AuthorityStore authorities();

  /** Where the journal is kept. */
  JournalStore journal();

  /** Who has a token. */
  TokenVerifier tokens();

  /**
   * The authority that the user brought (AU-022), if any.
   *
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when it cannot be read
   */
  Optional<PluggedInAuthority> pluggedIn();

  /** Where Secrets of service accounts go (AU-024); empty where there is no cluster. */
  Optional<SecretStore> secrets();

  /** Makes the roots known to workloads that are yet to join: PEM, the current one first. */
  void publishRoots(String pem);
}
