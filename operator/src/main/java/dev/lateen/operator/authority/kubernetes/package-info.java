/** The authority of a cluster: Secrets, ConfigMaps and TokenReviews. */
package dev.lateen.operator.authority.kubernetes;
