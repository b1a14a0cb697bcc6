package dev.lateen.blackbox;

import dev.lateen.tour.mesh.LocalMesh;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives tests the one mesh of this run, without rules, and shows its logs when a test fails. */
final class MeshExtension implements BeforeEachCallback, ParameterResolver, TestWatcher {
  private static final int LINES = 30;

  /** The mesh, which ends with the run. */
  private record Running(TestMesh mesh) implements AutoCloseable {
    @Override
    public void close() {
      mesh.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    mesh(context).withoutRules();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestMesh.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return mesh(context);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    var mesh = mesh(context);
    var names =
        Stream.concat(Stream.of(LocalMesh.OPERATOR), Stream.of(mesh.caller().sidecarProcess()));
    names
        .flatMap(name -> mesh.programs().processes().find(name).stream())
        .forEach(
            process -> {
              System.out.println("--- the end of " + process.log().getFileName());
              process.tail(LINES).forEach(System.out::println);
            });
  }

  private static TestMesh mesh(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(MeshExtension.class))
        .getOrComputeIfAbsent("mesh", _ -> new Running(TestMesh.start()), Running.class)
        .mesh();
  }
}
