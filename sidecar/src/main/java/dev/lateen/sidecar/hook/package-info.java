/** Short programs beside the sidecar, for the hooks of its container. */
package dev.lateen.sidecar.hook;
