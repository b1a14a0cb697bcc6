package dev.lateen.blackbox.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.NativeSidecars;
import dev.lateen.blackbox.mesh.TestMesh;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same with the native executable, which an upgrade can make slow without a word. */
@NativeSidecars
@Tag("native")
class NativeSmokeIT extends SmokeIT {
  NativeSmokeIT(TestMesh mesh) {
    super(mesh);
  }

  @Test
  void itIsNativeAndHasEpollAndBoringSsl() throws IOException {
    // When
    var info = mesh.programs().admin(mesh.caller().name(), "/server_info").body();

    // Then
    assertThat(info)
        .contains("\"runtime\": \"Substrate VM\"")
        .contains("\"transport\": \"epoll\"")
        .contains("\"tls_engine\": \"BoringSSL\"");
  }
}
