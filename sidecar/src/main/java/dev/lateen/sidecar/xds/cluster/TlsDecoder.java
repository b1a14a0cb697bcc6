package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.UpstreamTls.Trust;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes the transport socket of a cluster. */
final class TlsDecoder {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.transport_sockets.";
  private static final String TLS = PREFIX + "tls.v3.UpstreamTlsContext";
  private static final String RAW = PREFIX + "raw_buffer.v3.RawBuffer";

  private TlsDecoder() {}

  static Optional<UpstreamTls> decode(TransportSocket socket, FieldPath at) {
    String type = socket.getTypedConfig().getTypeUrl();
    return switch (type) {
      case "", RAW -> Optional.empty();
      case TLS ->
          Optional.of(
              context(
                  Values.unpack(socket.getTypedConfig(), UpstreamTlsContext.parser(), at),
                  at.at("typed_config")));
      default -> throw at.invalid("type " + type + " is not supported");
    };
  }

  private static UpstreamTls context(UpstreamTlsContext context, FieldPath at) {
    CommonTlsContext common = context.getCommonTlsContext();
    FieldPath field = at.at("common_tls_context");
    field.unsupported("tls_certificates", common.getTlsCertificatesCount() > 0);
    field.unsupported(
        "tls_certificate_sds_secret_configs", common.getTlsCertificateSdsSecretConfigsCount() > 0);
    field.unsupported(
        "validation_context_sds_secret_config", common.hasValidationContextSdsSecretConfig());
    field.unsupported("combined_validation_context", common.hasCombinedValidationContext());
    CertificateValidationContext validation = common.getValidationContext();
    FieldPath validationField = field.at("validation_context");
    return new UpstreamTls(
        Values.text(context.getSni()),
        trust(validation, validationField),
        subjectNames(validation, validationField));
  }

  private static Trust trust(CertificateValidationContext validation, FieldPath at) {
    at.unsupported("crl", validation.hasCrl());
    at.unsupported("verify_certificate_hash", validation.getVerifyCertificateHashCount() > 0);
    at.unsupported("verify_certificate_spki", validation.getVerifyCertificateSpkiCount() > 0);
    at.unsupported("custom_validator_config", validation.hasCustomValidatorConfig());
    if (validation.hasTrustedCa()) {
      return new Trust.Authorities(pem(validation.getTrustedCa(), at.at("trusted_ca")));
    }
    return validation.hasSystemRootCerts() ? new Trust.Platform() : new Trust.Anyone();
  }

  private static String pem(DataSource source, FieldPath at) {
    return switch (source.getSpecifierCase()) {
      case INLINE_STRING -> source.getInlineString();
      case INLINE_BYTES -> source.getInlineBytes().toStringUtf8();
      case FILENAME -> read(source.getFilename(), at.at("filename"));
      case ENVIRONMENT_VARIABLE, SPECIFIER_NOT_SET ->
          throw at.invalid("set inline_string, inline_bytes or filename");
    };
  }

  private static String read(String file, FieldPath at) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw at.invalid("\"" + file + "\" cannot be read: " + e.getMessage());
    }
  }

  private static List<String> subjectNames(CertificateValidationContext validation, FieldPath at) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < validation.getMatchTypedSubjectAltNamesCount(); i++) {
      StringMatcher matcher = validation.getMatchTypedSubjectAltNames(i).getMatcher();
      at.at("match_typed_subject_alt_names", i).unsupported("matcher", !matcher.hasExact());
      names.add(matcher.getExact());
    }
    return names;
  }
}
