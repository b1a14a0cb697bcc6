/** Listener resources. */
package dev.lateen.sidecar.xds.listener;
