package dev.lateen.sidecar.xds.tls;

import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsVersion;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import java.util.Optional;

/**
 * Decodes {@code tls.v3.CommonTlsContext}. Where a secret is named instead of given it is refused.
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
    var validation = common.getValidationContext();
    FieldPath validationField = at.at("validation_context");
    try {
      return new TlsParameters(
          certificate(common, at),
          ValidationDecoder.trust(validation, validationField),
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
    at.unsupported(
        "tls_certificate_sds_secret_configs", common.getTlsCertificateSdsSecretConfigsCount() > 0);
    at.unsupported(
        "validation_context_sds_secret_config", common.hasValidationContextSdsSecretConfig());
    at.unsupported("combined_validation_context", common.hasCombinedValidationContext());
    at.unsupported("tls_certificate_provider_instance", common.hasTlsCertificateProviderInstance());
    at.unsupported("custom_handshaker", common.hasCustomHandshaker());
  }

  private static Optional<TlsCertificate> certificate(CommonTlsContext common, FieldPath at) {
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
        new TlsCertificate(
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
