package dev.lateen.sidecar.dataplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process beside the proxy, an application or somebody in the world: it serves some ports, says
 * who called, and calls whom it is told to on its standard input.
 */
final class Neighbour {
  static final List<Integer> PORTS = List.of(8081, 7000, 7001, 8080, 9090, 9091);

  private final BufferedReader answers;
  private final PrintStream questions;

  /** The other end of a process that runs {@link #main}; waits until it serves. */
  Neighbour(Process process) throws IOException {
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    if (!"ready".equals(answers.readLine())) {
      throw new IOException("a neighbour did not start");
    }
  }

  /** What it gets from an address: a body, "closed" or "refused". */
  String calls(String host, int port) throws IOException {
    questions.println(host + " " + port);
    return answers.readLine();
  }

  public static void main(String[] arguments) throws IOException {
    for (int port : PORTS) {
      ServerSocket server = new ServerSocket(port);
      Thread.ofVirtual().start(() -> accept(server));
    }
    System.out.println("ready");
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ");
      System.out.println(call(words[0], Integer.parseInt(words[1])));
    }
  }

  private static String call(String host, int port) {
    try (Client client = new Client(new InetSocketAddress(host, port))) {
      Wire.Message answer = client.get("/");
      return answer == null ? "closed" : answer.body();
    } catch (java.net.ConnectException e) {
      return "refused";
    } catch (IOException e) {
      return "closed";
    }
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(Socket accepted) {
    try (Socket socket = accepted) {
      Wire.readHead(socket.getInputStream());
      String body =
          "port " + socket.getLocalPort() + " from " + socket.getInetAddress().getHostAddress();
      socket.getOutputStream().write(Backend.ok(body).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // who called sees it
    }
  }
}
