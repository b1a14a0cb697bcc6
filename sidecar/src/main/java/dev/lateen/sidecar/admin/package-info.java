/** What an operator of a machine can ask a sidecar, over HTTP on loopback. */
package dev.lateen.sidecar.admin;
