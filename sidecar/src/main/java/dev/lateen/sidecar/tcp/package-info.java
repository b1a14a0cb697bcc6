/** Bytes both ways: TCP pass-through, and what remains of HTTP after a switch of protocols. */
package dev.lateen.sidecar.tcp;
