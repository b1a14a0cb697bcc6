package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Protocol;
import dev.lateen.bench.scenario.Scenario;
import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.process.ProcessGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What answers: an nginx on the processors of the load. The path of a request says how many bytes
 * it wants.
 *
 * @param http1 port on loopback that speaks HTTP/1.1
 * @param http2 port on loopback that speaks HTTP/2 without being asked to
 */
public record Backend(int http1, int http2) {
  private static final int KIB = 1024;
  private static final int LARGE = 64 * KIB;
  private static final String HTTP1 =
      """
      daemon off;
      worker_processes 1;
      pid backend.pid;
      error_log stderr error;
      events { worker_connections 4096; }
      http {
        access_log off;
        default_type text/plain;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        client_body_temp_path backend-bodies;
        proxy_temp_path backend-proxy;
        fastcgi_temp_path backend-fastcgi;
        uwsgi_temp_path backend-uwsgi;
        scgi_temp_path backend-scgi;
        server {
          listen 127.0.0.1:%d;
          root .;
          open_file_cache max=16 inactive=1h;
          sendfile on;
          location = /%d { return 200 "%s"; }
        }
      }
      """;

  private static final String HTTP2 =
      """
      global
        nbthread 1
      defaults
        mode http
        timeout connect 1s
        timeout client 1h
        timeout server 1h
      frontend backend
        bind 127.0.0.1:%d proto h2
        option http-buffer-request
        http-request return status 200 content-type application/grpc string "%s"
      """;

  /** Starts both. */
  public static Backend start(Path folder, ProcessGroup processes, Cpus cpus, FreePorts ports) {
    var backend = new Backend(ports.next(), ports.next());
    String kib = "x".repeat(KIB);
    try {
      Files.writeString(folder.resolve(Integer.toString(LARGE)), "x".repeat(LARGE));
      Path nginx = folder.resolve("backend.conf");
      Files.writeString(nginx, HTTP1.formatted(backend.http1, KIB, kib));
      Path haproxy = folder.resolve("backend.cfg");
      Files.writeString(haproxy, HTTP2.formatted(backend.http2, kib));
      var http1 = List.of("nginx", "-p", folder.toString(), "-c", nginx.toString());
      processes.start("backend-http1", cpus.forLoad(http1), Map.of());
      var http2 = List.of("haproxy", "-db", "-f", haproxy.toString());
      processes.start("backend-http2", cpus.forLoad(http2), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return backend;
  }

  /** The port that speaks what the scenario's last hop speaks. */
  public int port(Scenario scenario) {
    return scenario.protocol() == Protocol.HTTP2 ? http2 : http1;
  }
}
