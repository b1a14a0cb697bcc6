package dev.lateen.sidecar.cni.install;

import dev.lateen.sidecar.cni.api.ApiServer;
import dev.lateen.sidecar.cni.install.InstallOptions.DaemonSetName;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the plug-in needs on a node: its program, whom to ask, and its place in the chain, in this
 * order, so that it is never called before it can answer.
 *
 * @param options where that goes
 * @param program that becomes the plug-in
 * @param account that asks for pods
 */
record Installation(InstallOptions options, Path program, Account account) {
  private static final String KUBECONFIG = Chain.TYPE + ".kubeconfig";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /**
   * Puts right whatever is not. To do so again writes nothing.
   *
   * @return the file of the chain; empty while the node has no network
   * @throws IOException when the node's directories or the account cannot be read or written
   */
  Optional<Path> settle() throws IOException {
    NodeFiles.copy(program, options.programs().resolve(Chain.TYPE), NodeFiles.PROGRAM);
    NodeFiles.write(
        options.configs().resolve(KUBECONFIG), account.kubeconfig().toJson(), NodeFiles.SECRET);
    return new ConfigDirectory(options.configs()).chain(entry());
  }

  /**
   * Takes it away, in the reverse order.
   *
   * @throws IOException when the node's directories cannot be read or written
   */
  void remove() throws IOException {
    new ConfigDirectory(options.configs()).unchain();
    Files.deleteIfExists(options.configs().resolve(KUBECONFIG));
    Files.deleteIfExists(options.programs().resolve(Chain.TYPE));
  }

  /**
   * Whether pods go on being captured when this installer ends: its DaemonSet is there and runs
   * another one soon. Who cannot be asked may be there; who does not know us any more has let us
   * go.
   */
  boolean isToStay() {
    DaemonSetName name = options.daemonSet();
    try {
      ApiServer.Answer answer =
          new ApiServer(account.kubeconfig())
              .metadata(
                  "/apis/apps/v1/namespaces/" + name.namespace() + "/daemonsets/" + name.name());
      return switch (answer.status()) {
        case OK -> !isGoing(answer.body());
        case UNAUTHORIZED, FORBIDDEN, NOT_FOUND -> false;
        default -> true;
      };
    } catch (IOException _) {
      return true;
    }
  }

  private static boolean isGoing(String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readObject().getJsonObject("metadata").containsKey("deletionTimestamp");
    } catch (JsonException | NullPointerException _) {
      return false;
    }
  }

  private JsonObject entry() {
    return Json.createObjectBuilder()
        .add("type", Chain.TYPE)
        .add("kubeconfig", options.nodeConfigs().resolve(KUBECONFIG).toString())
        .add("exemptNamespaces", Json.createArrayBuilder(options.exempt()))
        .build();
  }
}
