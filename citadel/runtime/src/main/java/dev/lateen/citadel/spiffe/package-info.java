/** Names of workloads, as SPIFFE writes them. */
package dev.lateen.citadel.spiffe;
