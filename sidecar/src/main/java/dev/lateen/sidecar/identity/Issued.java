package dev.lateen.sidecar.identity;

import java.util.OptionalInt;

/**
 * What the authority answered.
 *
 * @param svid the identity document
 * @param renewPercent after which part of its life the mesh wants it renewed; empty where the
 *     authority does not say
 */
record Issued(Svid svid, OptionalInt renewPercent) {}
