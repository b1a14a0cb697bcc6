package dev.lateen.sidecar.xds.tls;

import dev.lateen.sidecar.jwt.JwkSet;
import dev.lateen.sidecar.model.MeshSecret;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.TokenKeys;
import dev.lateen.sidecar.tls.TlsTrial;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.Optional;

/** Decodes {@code tls.v3.Secret}: whom to trust, and what to verify tokens by. */
public final class SecretDecoder {
  private SecretDecoder() {}

  /**
   * A secret, tried out.
   *
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static MeshSecret decode(Secret secret) {
    FieldPath at = FieldPath.of("Secret", secret.getName());
    return secret.hasGenericSecret() ? tokenKeys(secret, at) : trust(secret, at);
  }

  private static TokenKeys tokenKeys(Secret secret, FieldPath at) {
    FieldPath field = at.at("generic_secret").at("secret");
    String jwks = DataSources.text(secret.getGenericSecret().getSecret(), field);
    try {
      JwkSet.parse(jwks);
    } catch (IllegalArgumentException e) {
      throw field.invalid(e);
    }
    return new TokenKeys(jwks);
  }

  private static MeshTrust trust(Secret secret, FieldPath at) {
    if (!secret.hasValidationContext()) {
      throw at.at("validation_context").invalid("is missing; keys and tickets are not taken");
    }
    FieldPath field = at.at("validation_context");
    CertificateValidationContext validation = secret.getValidationContext();
    if (!validation.hasTrustedCa()) {
      throw field.at("trusted_ca").invalid("is missing; set the certificates of the authorities");
    }
    ValidationDecoder.trust(validation.toBuilder().clearCrl().build(), field);
    field.unsupported(
        "match_typed_subject_alt_names", validation.getMatchTypedSubjectAltNamesCount() > 0);
    MeshTrust trust =
        new MeshTrust(
            DataSources.text(validation.getTrustedCa(), field.at("trusted_ca")),
            validation.hasCrl()
                ? Optional.of(DataSources.text(validation.getCrl(), field.at("crl")))
                : Optional.empty());
    try {
      TlsTrial.of(trust);
    } catch (IllegalArgumentException e) {
      throw field.invalid(e);
    }
    return trust;
  }
}
