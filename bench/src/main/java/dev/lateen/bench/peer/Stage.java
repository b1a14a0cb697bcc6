package dev.lateen.bench.peer;

import dev.lateen.bench.discovery.AdsServer;
import dev.lateen.bench.discovery.Certificates;
import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.process.ManagedProcess;
import dev.lateen.tour.process.ProcessGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where peers are started.
 *
 * @param folder for configurations and outputs
 * @param processes takes what is started
 * @param cpus who runs where
 * @param ports hands out ports
 * @param discovery tells proxies of the mesh what to do
 * @param certificates for mutual TLS
 * @param backend what answers
 */
public record Stage(
    Path folder,
    ProcessGroup processes,
    Cpus cpus,
    FreePorts ports,
    AdsServer discovery,
    Certificates certificates,
    Backend backend) {
  /** Starts a program on the processor of the proxies. */
  ManagedProcess startProxy(String name, List<String> command, Map<String, String> environment) {
    return processes.start(name, cpus.forProxy(command), environment);
  }

  /** Writes a file of this stage. */
  Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that holds certificate and key for programs that want both in one. */
  Path identityFile() {
    return write("identity.pem", certificates.chain() + certificates.privateKey());
  }

  /** The file with the certificate of the authority. */
  Path authorityFile() {
    return write("authority.pem", certificates.authority());
  }
}
