package dev.lateen.citadel.authority;

import dev.lateen.citadel.x509.KeyType;
import java.util.Optional;

/**
 * What the authority is to be.
 *
 * @param trustDomain whose identities it issues
 * @param keyType of the keys it makes
 * @param generation the root that is wanted, from 1; raise it by one for a new root. Counts for
 *     roots made here
 * @param pluggedIn the authority the user brought, if any (AU-022)
 */
public record WantedAuthority(
    String trustDomain, KeyType keyType, int generation, Optional<PluggedInAuthority> pluggedIn) {}
