/** Cluster resources. */
package dev.lateen.sidecar.xds.cluster;
