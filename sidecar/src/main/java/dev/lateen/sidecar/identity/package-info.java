/** Who this workload is: the key made here, its certificate, and how both are kept fresh. */
package dev.lateen.sidecar.identity;
