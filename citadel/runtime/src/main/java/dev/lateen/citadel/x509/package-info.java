/** Keys, certificates, signing requests and revocation lists (RFC 5280, 2986, 7468). */
package dev.lateen.citadel.x509;
