/** The sidecar: the proxy beside every workload. */
package dev.lateen.sidecar;
