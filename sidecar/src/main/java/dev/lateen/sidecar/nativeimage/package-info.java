/**
 * What only a build of the native executable reads; in a virtual machine nothing here is loaded.
 */
package dev.lateen.sidecar.nativeimage;
