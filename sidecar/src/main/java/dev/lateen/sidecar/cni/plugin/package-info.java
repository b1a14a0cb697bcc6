/**
 * The CNI plug-in: a link of a node's chain that has the connections of injected pods captured (CNI
 * specification 0.3.0 to 1.1.0).
 */
package dev.lateen.sidecar.cni.plugin;
