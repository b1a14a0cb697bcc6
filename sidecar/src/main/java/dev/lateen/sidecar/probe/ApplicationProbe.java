package dev.lateen.sidecar.probe;

import dev.lateen.sidecar.config.ProbeTarget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Asks the application, on loopback, what a kubelet would have asked it. A future that fails says
 * what is wrong. Certificates are not verified, as a kubelet does not either.
 */
final class ApplicationProbe {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String USER_AGENT = "kube-probe/lateen";
  private static final String HEALTH = "/grpc.health.v1.Health/Check";
  private static final int FIRST_ERROR = 400;
  private static final int PREFIX = 5;

  private final Vertx vertx;
  private final String address;
  private HttpClient http1;
  private HttpClient http2;

  /**
   * With the address that requests name as their host.
   *
   * @param address of the pod
   */
  ApplicationProbe(Vertx vertx, String address) {
    this.vertx = vertx;
    this.address = address;
  }

  Future<Void> ask(ProbeTarget target) {
    Promise<Void> answer = Promise.promise();
    long millis = target.timeout().toMillis();
    long timer = vertx.setTimer(millis, _ -> answer.tryFail("no answer within " + millis + " ms"));
    Future<Void> asked =
        switch (target.action()) {
          case ProbeTarget.Http http -> http(http, millis);
          case ProbeTarget.Tcp tcp -> tcp(tcp, millis);
          case ProbeTarget.Grpc grpc -> grpc(grpc, millis);
        };
    asked.onSuccess(answer::tryComplete).onFailure(answer::tryFail);
    return answer.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** By a client of its own: how long it tries belongs to a client, not to a connection. */
  private Future<Void> tcp(ProbeTarget.Tcp tcp, long millis) {
    NetClient client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(Math.toIntExact(millis)));
    return client
        .connect(tcp.port(), LOOPBACK)
        .compose(NetSocket::close)
        .onComplete(_ -> client.close());
  }

  private Future<Void> http(ProbeTarget.Http http, long millis) {
    RequestOptions options = options(http.port(), http.path(), millis).setSsl(http.tls());
    options.putHeader("user-agent", USER_AGENT).putHeader("accept", "*/*");
    http.headers().forEach(header -> options.putHeader(header.getKey(), header.getValue()));
    return http1().request(options).compose(request -> request.send()).compose(this::verdict);
  }

  /** The body is not waited for. */
  private Future<Void> verdict(HttpClientResponse response) {
    response.request().connection().close();
    return response.statusCode() < FIRST_ERROR
        ? Future.succeededFuture()
        : Future.failedFuture("the application answers " + response.statusCode());
  }

  private Future<Void> grpc(ProbeTarget.Grpc grpc, long millis) {
    RequestOptions options =
        options(grpc.port(), HEALTH, millis)
            .setMethod(HttpMethod.POST)
            .putHeader("te", "trailers")
            .putHeader("content-type", "application/grpc")
            .putHeader("user-agent", USER_AGENT);
    return http2()
        .request(options)
        .compose(request -> request.send(question(grpc.service())))
        .compose(response -> response.body().compose(body -> verdict(response, body)));
  }

  private static Future<Void> verdict(HttpClientResponse response, Buffer body) {
    String status = response.getTrailer("grpc-status");
    boolean serving =
        body.length() == PREFIX + 2
            && body.getByte(PREFIX) == 1 << 3
            && body.getByte(PREFIX + 1) == 1;
    return "0".equals(status) && serving
        ? Future.succeededFuture()
        : Future.failedFuture("the application is not serving");
  }

  /** {@code HealthCheckRequest{service = 1}}, length-prefixed. */
  private static Buffer question(String service) {
    byte[] name = service.getBytes(StandardCharsets.UTF_8);
    Buffer message = Buffer.buffer();
    if (name.length > 0) {
      message.appendByte((byte) (1 << 3 | 2));
      appendVarint(message, name.length);
      message.appendBytes(name);
    }
    return Buffer.buffer().appendByte((byte) 0).appendInt(message.length()).appendBuffer(message);
  }

  private static void appendVarint(Buffer buffer, int value) {
    int left = value;
    while (left > 0x7F) {
      buffer.appendByte((byte) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    buffer.appendByte((byte) left);
  }

  private RequestOptions options(int port, String path, long millis) {
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(port, LOOPBACK))
        .setHost(address)
        .setPort(port)
        .setURI(path.startsWith("/") ? path : "/" + path)
        .setMethod(HttpMethod.GET)
        .setTimeout(millis);
  }

  /** Made when it is first needed: most applications speak one protocol. */
  private synchronized HttpClient http1() {
    if (http1 == null) {
      http1 =
          vertx.createHttpClient(
              new HttpClientOptions().setKeepAlive(false).setTrustAll(true).setVerifyHost(false));
    }
    return http1;
  }

  private synchronized HttpClient http2() {
    if (http2 == null) {
      http2 =
          vertx.createHttpClient(
              new HttpClientOptions()
                  .setProtocolVersion(HttpVersion.HTTP_2)
                  .setHttp2ClearTextUpgrade(false));
    }
    return http2;
  }
}
