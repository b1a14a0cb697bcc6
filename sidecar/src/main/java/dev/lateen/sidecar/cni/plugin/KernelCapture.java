package dev.lateen.sidecar.cni.plugin;

import dev.lateen.sidecar.capture.rules.CaptureCommand;
import dev.lateen.sidecar.cni.plugin.CniException.Code;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** By the rules of the init container, with the tools of the node. */
final class KernelCapture implements Capture {
  @Override
  public void apply(String namespace, List<String> options) throws CniException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        CaptureCommand.in(namespace, new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(options);
    if (exit != 0) {
      throw new CniException(
          Code.CAPTURE_FAILED, said.toString(StandardCharsets.UTF_8).strip().replace('\n', ' '));
    }
  }
}
