/** Certificates for workloads: who gets one, for how long, and what is remembered of it. */
package dev.lateen.citadel.issuing;
