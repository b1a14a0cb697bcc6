/** JSON web tokens and their keys (RFC 7519, RFC 7515, RFC 7517), as SPIFFE JWT-SVID uses them. */
package dev.lateen.sidecar.jwt;
