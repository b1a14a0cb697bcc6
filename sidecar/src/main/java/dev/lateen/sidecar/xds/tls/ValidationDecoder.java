package dev.lateen.sidecar.xds.tls;

import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.SubjectNameMatch.Kind;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Matches;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import java.util.ArrayList;
import java.util.List;

/** Decodes {@code tls.v3.CertificateValidationContext}. */
final class ValidationDecoder {
  private ValidationDecoder() {}

  static TlsTrust trust(CertificateValidationContext validation, FieldPath at) {
    at.unsupported("crl", validation.hasCrl());
    at.unsupported("verify_certificate_hash", validation.getVerifyCertificateHashCount() > 0);
    at.unsupported("verify_certificate_spki", validation.getVerifyCertificateSpkiCount() > 0);
    at.unsupported("custom_validator_config", validation.hasCustomValidatorConfig());
    at.unsupported("allow_expired_certificate", validation.getAllowExpiredCertificate());
    at.unsupported(
        "trust_chain_verification",
        validation.getTrustChainVerification() != TrustChainVerification.VERIFY_TRUST_CHAIN);
    at.unsupported("max_verify_depth", validation.hasMaxVerifyDepth());
    at.unsupported("watched_directory", validation.hasWatchedDirectory());
    if (validation.hasTrustedCa()) {
      return new TlsTrust.Authorities(
          DataSources.text(validation.getTrustedCa(), at.at("trusted_ca")));
    }
    return validation.hasSystemRootCerts() ? new TlsTrust.Platform() : new TlsTrust.Anyone();
  }

  static List<SubjectNameMatch> subjectNames(
      CertificateValidationContext validation, FieldPath at) {
    List<SubjectNameMatch> names = new ArrayList<>();
    for (int i = 0; i < validation.getMatchTypedSubjectAltNamesCount(); i++) {
      SubjectAltNameMatcher matcher = validation.getMatchTypedSubjectAltNames(i);
      FieldPath field = at.at("match_typed_subject_alt_names", i);
      names.add(
          new SubjectNameMatch(
              kind(matcher, field), Matches.string(matcher.getMatcher(), field.at("matcher"))));
    }
    return names;
  }

  private static Kind kind(SubjectAltNameMatcher matcher, FieldPath at) {
    return switch (matcher.getSanType()) {
      case EMAIL -> Kind.EMAIL;
      case DNS -> Kind.DNS;
      case URI -> Kind.URI;
      case IP_ADDRESS -> Kind.IP_ADDRESS;
      case OTHER_NAME, SAN_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw at.at("san_type").invalid("must be EMAIL, DNS, URI or IP_ADDRESS");
    };
  }
}
