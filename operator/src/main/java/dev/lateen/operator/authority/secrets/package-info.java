/**
 * Keys and certificates in Secrets, {@code lateen.<service account>}, for applications that have no
 * sidecar (AU-024 to AU-026). Knows no API server: that is behind {@link
 * dev.lateen.operator.authority.secrets.SecretStore}.
 */
package dev.lateen.operator.authority.secrets;
