/** Certificates and keys as text. */
package dev.lateen.sidecar.x509;
