package dev.lateen.sidecar.identity.workloadapi;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The place of a socket in the file system. */
final class SocketFile {
  private SocketFile() {}

  /**
   * Removes a socket that a process left behind when it was killed.
   *
   * @throws FileAlreadyExistsException when somebody listens there, or it is no socket
   */
  static void clear(Path socket) throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new FileAlreadyExistsException(socket.toString(), null, "it is not a socket");
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      throw new FileAlreadyExistsException(
          socket.toString(), null, "another process listens there");
    } catch (ConnectException _) {
      Files.delete(socket);
    }
  }
}
