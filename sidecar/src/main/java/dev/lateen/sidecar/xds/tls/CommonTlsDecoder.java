package dev.lateen.sidecar.xds.tls;

import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.TlsVersion;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import java.util.Optional;

/**
 * Decodes {@code tls.v3.CommonTlsContext}. The only secrets that may be named instead of given are
 * the own certificate and the authorities of the mesh.
 */
final class CommonTlsDecoder {
  private CommonTlsDecoder() {}

  static TlsParameters decode(CommonTlsContext common, FieldPath at) {
    refuse(common, at);
    var parameters = common.getTlsParams();
    FieldPath field = at.at("tls_params");
    field.unsupported("ecdh_curves", parameters.getEcdhCurvesCount() > 0);
    field.unsupported("signature_algorithms", parameters.getSignatureAlgorithmsCount() > 0);
    field.unsupported("compliance_policies", parameters.getCompliancePoliciesCount() > 0);
    var validation = validation(common);
    FieldPath validationField =
        common.hasCombinedValidationContext()
            ? at.at("combined_validation_context").at("default_validation_context")
            : at.at("validation_context");
    try {
      return new TlsParameters(
          certificate(common, at),
          trust(common, validationField, at),
          ValidationDecoder.subjectNames(validation, validationField),
          version(
              parameters.getTlsMinimumProtocolVersion(),
              TlsVersion.TLS_1_2,
              field.at("tls_minimum_protocol_version")),
          version(
              parameters.getTlsMaximumProtocolVersion(),
              TlsVersion.TLS_1_3,
              field.at("tls_maximum_protocol_version")),
          parameters.getCipherSuitesList(),
          common.getAlpnProtocolsList());
    } catch (IllegalArgumentException e) {
      throw at.invalid(e);
    }
  }

  private static void refuse(CommonTlsContext common, FieldPath at) {
    at.unsupported("tls_certificate_provider_instance", common.hasTlsCertificateProviderInstance());
    at.unsupported("custom_handshaker", common.hasCustomHandshaker());
  }

  private static CertificateValidationContext validation(CommonTlsContext common) {
    return common.hasCombinedValidationContext()
        ? common.getCombinedValidationContext().getDefaultValidationContext()
        : common.getValidationContext();
  }

  private static TlsTrust trust(CommonTlsContext common, FieldPath validation, FieldPath at) {
    if (common.hasValidationContextSdsSecretConfig()) {
      check(
          common.getValidationContextSdsSecretConfig(),
          SecretNames.AUTHORITIES,
          at.at("validation_context_sds_secret_config"));
      return new TlsTrust.Mesh();
    }
    if (common.hasCombinedValidationContext()) {
      var combined = common.getCombinedValidationContext();
      check(
          combined.getValidationContextSdsSecretConfig(),
          SecretNames.AUTHORITIES,
          at.at("combined_validation_context").at("validation_context_sds_secret_config"));
      validation.unsupported("trusted_ca", combined.getDefaultValidationContext().hasTrustedCa());
      ValidationDecoder.trust(combined.getDefaultValidationContext(), validation);
      return new TlsTrust.Mesh();
    }
    return ValidationDecoder.trust(common.getValidationContext(), validation);
  }

  private static void check(SdsSecretConfig secret, String known, FieldPath at) {
    if (!secret.getName().equals(known)) {
      throw at.at("name")
          .invalid("\"" + secret.getName() + "\" is no secret of this proxy; it has " + known);
    }
    var source = secret.getSdsConfig();
    at.unsupported("sds_config", secret.hasSdsConfig() && !source.hasAds() && !source.hasSelf());
  }

  private static Optional<TlsCertificate> certificate(CommonTlsContext common, FieldPath at) {
    if (common.getTlsCertificateSdsSecretConfigsCount() > 0) {
      FieldPath field = at.at("tls_certificate_sds_secret_configs");
      if (common.getTlsCertificateSdsSecretConfigsCount() > 1
          || common.getTlsCertificatesCount() > 0) {
        throw field.invalid("must be the only certificate");
      }
      check(
          common.getTlsCertificateSdsSecretConfigs(0),
          SecretNames.OWN_CERTIFICATE,
          at.at("tls_certificate_sds_secret_configs", 0));
      return Optional.of(new TlsCertificate.Own());
    }
    if (common.getTlsCertificatesCount() == 0) {
      return Optional.empty();
    }
    if (common.getTlsCertificatesCount() > 1) {
      throw at.at("tls_certificates")
          .invalid("has several entries; use a filter chain for each server name");
    }
    var certificate = common.getTlsCertificates(0);
    FieldPath field = at.at("tls_certificates", 0);
    field.unsupported("password", certificate.hasPassword());
    field.unsupported("pkcs12", certificate.hasPkcs12());
    field.unsupported("private_key_provider", certificate.hasPrivateKeyProvider());
    field.unsupported("watched_directory", certificate.hasWatchedDirectory());
    return Optional.of(
        new TlsCertificate.Given(
            DataSources.text(certificate.getCertificateChain(), field.at("certificate_chain")),
            DataSources.text(certificate.getPrivateKey(), field.at("private_key"))));
  }

  private static TlsVersion version(TlsProtocol protocol, TlsVersion automatic, FieldPath at) {
    return switch (protocol) {
      case TLS_AUTO -> automatic;
      case TLSv1_2 -> TlsVersion.TLS_1_2;
      case TLSv1_3 -> TlsVersion.TLS_1_3;
      case TLSv1_0, TLSv1_1 -> throw at.invalid("is obsolete (RFC 8996); use TLSv1_2 or TLSv1_3");
      case UNRECOGNIZED -> throw at.invalid("is unknown; use TLSv1_2 or TLSv1_3");
    };
  }
}
