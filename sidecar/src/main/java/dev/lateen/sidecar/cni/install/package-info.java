/**
 * {@code lateen-sidecar cni install}: puts the CNI plug-in into the chain of a node, keeps it
 * there, and takes it out again.
 */
package dev.lateen.sidecar.cni.install;
