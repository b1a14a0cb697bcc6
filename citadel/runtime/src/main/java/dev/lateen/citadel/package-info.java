/** Workload identity and the certificate authority of the mesh. */
package dev.lateen.citadel;
