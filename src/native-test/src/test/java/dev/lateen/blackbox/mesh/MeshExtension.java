package dev.lateen.blackbox.mesh;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.mesh.Programs;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests the one mesh of this run, sidecar program and kind of identity, without rules, and
 * shows its logs when a test fails.
 */
public final class MeshExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver, TestWatcher {
  private static final int LINES = 30;

  /** Which of the meshes of a run a class needs. */
  private record Wanted(Programs programs, boolean identities) {}

  /** The mesh, which ends with the run. */
  private record Running(TestMesh mesh) implements AutoCloseable {
    @Override
    public void close() {
      mesh.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var side = EnvoyInvocations.side(context);
    if (side.isPresent()) {
      assumeTrue(Envoys.program().isPresent(), "LATEEN_ENVOY does not name a stock Envoy");
      findAnnotation(context.getRequiredTestMethod(), NotThroughEnvoy.class)
          .ifPresent(exempt -> abort("not through Envoy: " + exempt.value()));
    }
    mesh(context).reset(side);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (EnvoyInvocations.side(context).isPresent()) {
      mesh(context).assertEnvoysAreContent();
    }
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
    var wanted =
        new Wanted(
            programs(context),
            AnnotationSupport.isAnnotated(context.getRequiredTestClass(), WithIdentities.class));
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(MeshExtension.class))
        .getOrComputeIfAbsent(wanted, MeshExtension::start, Running.class)
        .mesh();
  }

  private static Running start(Wanted wanted) {
    return new Running(TestMesh.start(wanted.programs(), wanted.identities()));
  }

  private static Programs programs(ExtensionContext context) {
    var programs = Programs.built(System.getenv());
    return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), NativeSidecars.class)
        ? programs.withSidecar(List.of(NativeExecutable.find().orElseThrow().toString()))
        : programs;
  }
}
