/**
 * What the mesh says of itself: the status of each rule and the MeshStatus of each namespace and of
 * the whole mesh. The calculators are pure; writers are at the edge, one for each platform. It
 * depends on {@code rules} and {@code discovery}, never the other way.
 */
package dev.lateen.operator.status;
