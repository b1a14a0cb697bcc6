package dev.lateen.operator.authority;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Keeps, for the time of a call, what its metadata and its connection say of the caller. */
final class CallContext implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<Optional<String>> TOKEN =
      Context.keyWithDefault("authorization", Optional.empty());
  private static final Context.Key<Optional<X509Certificate>> CERTIFICATE =
      Context.keyWithDefault("certificate", Optional.empty());
  private static final Context.Key<String> PEER = Context.keyWithDefault("peer", "unknown");

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var attributes = call.getAttributes();
    Context context =
        Context.current()
            .withValues(
                TOKEN,
                Optional.ofNullable(headers.get(AUTHORIZATION)),
                CERTIFICATE,
                Optional.ofNullable(attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                    .flatMap(CallContext::peerCertificate),
                PEER,
                String.valueOf(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
    return Contexts.interceptCall(context, call, headers, next);
  }

  static Optional<String> authorization() {
    return TOKEN.get();
  }

  static Optional<X509Certificate> certificate() {
    return CERTIFICATE.get();
  }

  static String peer() {
    return PEER.get();
  }

  private static Optional<X509Certificate> peerCertificate(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }
}
