package dev.lateen.sidecar.cni;

import dev.lateen.sidecar.cni.install.Installer;
import dev.lateen.sidecar.cni.plugin.CniPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code lateen-sidecar cni}: the CNI plug-in, and {@code cni install}: what puts it on a node. A
 * runtime calls plug-ins without arguments, so the variable {@code CNI_COMMAND} means the same as
 * the former.
 */
public final class CniCommand {
  /** The first word of a command line that means this. */
  public static final String WORD = "cni";

  private static final String INSTALL = "install";
  private static final int BAD_ARGUMENTS = 2;

  /** A property that native executables have. */
  private static final String NATIVE = "org.graalvm.nativeimage.imagecode";

  private static final int MOST_INPUT = 1 << 20;

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  CniCommand(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    this.environment = Map.copyOf(environment);
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Of this process. */
  public static CniCommand here() {
    return new CniCommand(System.getenv(), System.in, System.out, System.err);
  }

  /** Whether arguments, or without any the environment, mean this. */
  public static boolean isMeant(List<String> arguments, Map<String, String> environment) {
    return arguments.isEmpty()
        ? environment.containsKey(CniPlugin.COMMAND)
        : arguments.getFirst().equals(WORD);
  }

  /**
   * Does what the words behind {@link #WORD} say.
   *
   * @return the exit code: 0 done, 1 refused, 2 wrong arguments
   * @throws InterruptedException when the thread is interrupted
   */
  public int run(List<String> words) throws InterruptedException {
    if (words.isEmpty()) {
      return call();
    }
    if (!words.getFirst().equals(INSTALL)) {
      err.println("cni: \"" + words.getFirst() + "\" is no command of it: write install, or none");
      return BAD_ARGUMENTS;
    }
    if (System.getProperty(NATIVE) == null) {
      err.println(
          "event=cni_refused reason=\"a node runs the plug-in without Java: set spec.cni.image of"
              + " the ServiceMesh to the native image of the sidecar\"");
      return BAD_ARGUMENTS;
    }
    return Installer.run(words.subList(1, words.size()), environment, out);
  }

  private int call() {
    CniPlugin.Reply reply = CniPlugin.here().answer(environment, input());
    if (!reply.output().isEmpty()) {
      out.println(reply.output());
    }
    return reply.exit();
  }

  /** What cannot be read is as good as no configuration. */
  private String input() {
    try {
      return new String(in.readNBytes(MOST_INPUT), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }
}
