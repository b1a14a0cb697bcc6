/** ClusterLoadAssignment resources. */
package dev.lateen.sidecar.xds.endpoint;
