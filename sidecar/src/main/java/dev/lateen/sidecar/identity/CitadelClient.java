package dev.lateen.sidecar.identity;

import dev.lateen.citadel.api.IstioCertificateRequest;
import dev.lateen.citadel.api.IstioCertificateServiceGrpc;
import dev.lateen.sidecar.x509.Pem;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Asks Citadel for certificates over TLS. Files are read and a connection is made for each request:
 * there are few, and both tokens and roots change meanwhile. Keys are made here and go nowhere. A
 * request is repeated as it was until it is answered with a certificate, as a join token is good
 * for one request only. Belongs to one thread.
 */
public final class CitadelClient implements CertificateSource {
  private static final long PATIENCE_SECONDS = 20;

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> RENEW_PERCENT =
      Metadata.Key.of("lateen-renew-percent", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]");

  private final CitadelChannel citadel;
  private Optional<Pending> pending = Optional.empty();

  /** What was asked for and has not come. */
  private record Pending(PrivateKey key, String request) {}

  /** By a way there. */
  public CitadelClient(CitadelChannel citadel) {
    this.citadel = citadel;
  }

  @Override
  public Issued fetch(Optional<Svid> current, Duration life) throws IdentityException {
    try {
      Pending asked = pending.isPresent() ? pending.get() : newRequest();
      pending = Optional.of(asked);
      Optional<Svid> proof = current.filter(CitadelClient::holds);
      AtomicReference<Metadata> answer = new AtomicReference<>();
      List<String> chain = ask(asked.request(), proof, life, answer);
      Issued issued = new Issued(new Svid(asked.key(), chain(chain)), renewPercent(answer.get()));
      pending = Optional.empty();
      return issued;
    } catch (StatusRuntimeException e) {
      throw new IdentityException(
          "%s answered %s: %s".formatted(citadel.address(), e.getStatus().getCode(), reason(e)), e);
    } catch (NoSuchFileException e) {
      throw new IdentityException(e.getFile() + " is not there (yet)", e);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IdentityException(e.getMessage(), e);
    }
  }

  /**
   * With a document that still holds as the proof, without one with the token: a join token is good
   * for one certificate only. Where the document does not convince, the token may.
   */
  private List<String> ask(
      String request, Optional<Svid> proof, Duration life, AtomicReference<Metadata> answer)
      throws IOException {
    try {
      return ask(request, proof, proof.isPresent() ? Optional.empty() : token(), life, answer);
    } catch (StatusRuntimeException e) {
      Optional<String> token = token();
      if (proof.isEmpty() || token.isEmpty() || !doubted(e)) {
        throw e;
      }
      return ask(request, Optional.empty(), token, life, answer);
    }
  }

  private static boolean doubted(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.UNAUTHENTICATED
        || e.getStatus().getCode() == Status.Code.UNAVAILABLE;
  }

  private static boolean holds(Svid svid) {
    return svid.certificate().getNotAfter().toInstant().isAfter(Instant.now());
  }

  private List<String> ask(
      String request,
      Optional<Svid> proof,
      Optional<String> token,
      Duration life,
      AtomicReference<Metadata> answer)
      throws IOException {
    return citadel.call(
        proof,
        channel ->
            IstioCertificateServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withInterceptors(
                    MetadataUtils.newAttachHeadersInterceptor(authorization(token)),
                    MetadataUtils.newCaptureMetadataInterceptor(answer, new AtomicReference<>()))
                .createCertificate(
                    IstioCertificateRequest.newBuilder()
                        .setCsr(request)
                        .setValidityDuration(life.toSeconds())
                        .build())
                .getCertChainList());
  }

  /** What is no percentage says nothing. */
  private static OptionalInt renewPercent(Metadata answer) {
    String text = answer.get(RENEW_PERCENT);
    return text != null && PERCENT.matcher(text).matches()
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  private Optional<String> token() throws IOException {
    return Files.exists(citadel.config().token())
        ? Optional.of(Files.readString(citadel.config().token()).strip())
        : Optional.empty();
  }

  private static Metadata authorization(Optional<String> token) {
    Metadata metadata = new Metadata();
    token.ifPresent(text -> metadata.put(AUTHORIZATION, "Bearer " + text));
    return metadata;
  }

  /** All but the root, which peers have. */
  private static List<X509Certificate> chain(List<String> pem) {
    List<X509Certificate> all =
        pem.stream().flatMap(part -> Pem.certificates(part).stream()).toList();
    return all.stream()
        .filter(
            certificate ->
                certificate.equals(all.getFirst())
                    || !certificate
                        .getSubjectX500Principal()
                        .equals(certificate.getIssuerX500Principal()))
        .toList();
  }

  private static Pending newRequest() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    return new Pending(key.getPrivate(), SigningRequest.encode(key));
  }

  private static String reason(StatusRuntimeException failure) {
    return Optional.ofNullable(failure.getStatus().getDescription())
        .or(() -> Optional.ofNullable(failure.getCause()).map(Throwable::getMessage))
        .orElse("no reason given");
  }
}
