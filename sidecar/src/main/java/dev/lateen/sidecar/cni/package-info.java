/** {@code lateen-sidecar cni}: capture without an init container that needs NET_ADMIN (UA-12). */
package dev.lateen.sidecar.cni;
