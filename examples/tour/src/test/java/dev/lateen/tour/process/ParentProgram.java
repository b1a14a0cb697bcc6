package dev.lateen.tour.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts a program, writes its process id to a file and waits to be killed. */
final class ParentProgram {
  private ParentProgram() {}

  public static void main(String[] arguments) throws Exception {
    var group = new ProcessGroup(Path.of(arguments[0]));
    var child = group.start("child", List.of("sleep", "1000"), Map.of());
    var ready = Path.of(arguments[1] + ".new");
    Files.writeString(ready, Long.toString(child.pid()));
    Files.move(ready, Path.of(arguments[1]), StandardCopyOption.ATOMIC_MOVE);
    child.awaitExit(Duration.ofMinutes(5));
  }
}
