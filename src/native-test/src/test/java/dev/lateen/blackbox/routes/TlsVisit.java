package dev.lateen.blackbox.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One request inside TLS, by a client that trusts everybody and tells whom it met.
 *
 * @param server subject of the server's certificate, such as {@code CN=shop.example.com}
 * @param protocol what both agreed on, such as {@code h2}; empty: nothing
 * @param response everything the server sent, as far as HTTP/1.1 was spoken
 */
record TlsVisit(String server, String protocol, String response) {
  private static final int PATIENCE_MILLISECONDS = 5_000;

  /**
   * Visits.
   *
   * @param port of the server, on loopback
   * @param name that it is asked for
   * @param host of the request
   * @param protocol to offer, {@code http/1.1}, or {@code h2}, with which no request is sent
   */
  static TlsVisit to(int port, String name, String host, String protocol) throws IOException {
    return to(port, name, host, protocol, new KeyManager[0]);
  }

  /** The same by a client that shows a certificate. */
  static TlsVisit to(int port, String name, String host, String protocol, KeyManager[] own)
      throws IOException {
    try (var socket =
        (SSLSocket) trustful(own).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      parameters.setApplicationProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return new TlsVisit(
          certificate.getSubjectX500Principal().getName(),
          socket.getApplicationProtocol(),
          protocol.equals("h2") ? "" : ask(socket, host));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String ask(SSLSocket socket, String host) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                .formatted(host)
                .getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The status of the response. */
  int status() {
    return Integer.parseInt(response.split(" ", 3)[1]);
  }

  private static SSLContext trustful(KeyManager[] own) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(own, new TrustManager[] {new Everybody()}, null);
    return context;
  }

  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
