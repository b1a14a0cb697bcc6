package dev.lateen.blackbox.identity;

import dev.lateen.blackbox.TcpStandIn;
import dev.lateen.blackbox.mesh.Additions;
import dev.lateen.blackbox.mesh.Connection;
import dev.lateen.blackbox.mesh.Joined;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.StandIn;
import dev.lateen.blackbox.smoke.GrpcEcho;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One of the applications that all call each other by HTTP, TCP and gRPC.
 *
 * @param name of its instance; its service is called by the first letter
 * @param http what answers its calls by HTTP
 * @param tcp what takes its connections
 * @param grpc what answers its calls by gRPC
 */
record App(String name, StandIn http, TcpStandIn tcp, GrpcEcho grpc) implements AutoCloseable {
  private static final String WORDS = "one two";

  static App start(String name, Additions additions) throws IOException {
    return new App(name, additions.application(name), TcpStandIn.start(name), GrpcEcho.start());
  }

  /** Its service. */
  String service() {
    return name.substring(0, 1);
  }

  Member member() {
    return Member.of(name, service())
        .port("http", http.port())
        .port("tcp", tcp.port())
        .port("grpc", grpc.port());
  }

  /** Whether a caller without a sidecar reaches each port where the sidecar takes calls. */
  static Map<String, Boolean> directly(Joined joined) {
    var ports = joined.inboundPorts();
    return Map.of(
        "http", asks(ports.get("http"), "/"),
        "tcp", greets(ports.get("tcp")),
        "grpc", echoes(ports.get("grpc"), joined.member().name()));
  }

  /** Whether a request is answered with 200. */
  static boolean asks(int port, String target) {
    try (var connection = Connection.to(port)) {
      return connection.get(target, Map.of()).status() == 200;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Whether a connection leads to somebody that says its name and repeats what it hears. */
  static boolean greets(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
      var in = socket.getInputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          return false;
        }
      }
      return new String(in.readNBytes(6), StandardCharsets.US_ASCII).equals("hello\n");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a call is answered word by word. */
  static boolean echoes(int port, String authority) {
    try {
      return GrpcEcho.ask(port, authority, WORDS).equals(List.of(WORDS.split(" ")));
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Override
  public void close() {
    tcp.close();
    grpc.close();
  }
}
