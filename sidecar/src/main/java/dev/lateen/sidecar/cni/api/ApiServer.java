package dev.lateen.sidecar.cni.api;

import dev.lateen.sidecar.x509.Pem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks the API server for metadata of an object. By HTTP/1.0, whose answer ends with its
 * connection: a process that asks once needs nothing more.
 *
 * @param access where it is and who asks
 */
public record ApiServer(Kubeconfig access) {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 10_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final int HTTPS = 443;
  private static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

  /**
   * What it answered.
   *
   * @param status of HTTP
   * @param body as text, at most 4 MiB
   */
  public record Answer(int status, String body) {}

  /**
   * The metadata of the object, and nothing else of it.
   *
   * @param path of the object, such as {@code /api/v1/namespaces/default/pods/reviews}
   * @throws IOException when it does not answer, or is not who it should be
   */
  public Answer metadata(String path) throws IOException {
    URI server = access.server();
    int port = server.getPort() < 0 ? HTTPS : server.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host(server), port), CONNECT_MILLIS);
      plain.setSoTimeout(ANSWER_MILLIS);
      try (SSLSocket socket = secured(plain, host(server), port)) {
        socket.getOutputStream().write(question(path, server.getAuthority()));
        return answer(readAll(socket.getInputStream()));
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(server + ": " + e.getMessage(), e);
    }
  }

  private static String host(URI server) {
    return server.getHost().replaceAll("[\\[\\]]", "");
  }

  private SSLSocket secured(Socket plain, String host, int port)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int number = 0;
    for (X509Certificate authority : Pem.certificates(access.authorities())) {
      trusted.setCertificateEntry("authority-" + number++, authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private byte[] question(String path, String authority) {
    return """
    GET %s HTTP/1.0\r
    Host: %s\r
    Accept: %s\r
    User-Agent: lateen-cni\r
    Authorization: Bearer %s\r
    \r
    """
        .formatted(path, authority, METADATA, access.token().strip())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] readAll(InputStream input) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(input.readNBytes(MOST_BYTES));
    if (input.read() >= 0) {
      throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
    }
    return all.toByteArray();
  }

  private static Answer answer(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int head = text.indexOf("\r\n\r\n");
    String[] status = text.lines().findFirst().orElse("").split(" ");
    if (head < 0 || status.length < 2 || !status[1].matches("[1-5][0-9]{2}")) {
      throw new IOException("the answer is not one of HTTP");
    }
    return new Answer(Integer.parseInt(status[1]), text.substring(head + "\r\n\r\n".length()));
  }
}
