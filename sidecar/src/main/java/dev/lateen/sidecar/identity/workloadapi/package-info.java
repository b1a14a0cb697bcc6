/**
 * The SPIFFE Workload API: applications get the identity of their workload, and what to verify
 * others by, from the sidecar over a Unix socket.
 */
package dev.lateen.sidecar.identity.workloadapi;
