package dev.lateen.operator.authority;

import dev.lateen.citadel.x509.KeyType;

/**
 * What the mesh asks of the authority itself.
 *
 * @param keyType of the keys of the next root
 * @param rootGeneration which root is wanted, from 1
 */
record RequestedAuthority(KeyType keyType, int rootGeneration) {}
