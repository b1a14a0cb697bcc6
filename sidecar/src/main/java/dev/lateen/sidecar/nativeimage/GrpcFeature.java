package dev.lateen.sidecar.nativeimage;

import io.grpc.LoadBalancerProvider;
import io.grpc.NameResolverProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Lets gRPC find its name resolvers and load balancers, which are services: Quarkus keeps services
 * out of an executable unless somebody names them. And lets protobuf find, as it did when the
 * executable was built, how it reaches memory.
 */
public final class GrpcFeature implements Feature {
  private static final List<Class<?>> SERVICES =
      List.of(LoadBalancerProvider.class, NameResolverProvider.class);

  /** Made by native-image. */
  public GrpcFeature() {}

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    SERVICES.forEach(
        service -> {
          RuntimeResourceAccess.addResource(
              service.getModule(), "META-INF/services/" + service.getName());
          ServiceLoader.load(service, access.getApplicationClassLoader()).stream()
              .forEach(provider -> instantiable(provider.type()));
        });
    Class<?> memory = access.findClassByName("sun.misc.Unsafe");
    RuntimeReflection.register(memory);
    RuntimeReflection.register(memory.getDeclaredFields());
    RuntimeReflection.register(memory.getDeclaredMethods());
  }

  private static void instantiable(Class<?> provider) {
    RuntimeReflection.register(provider);
    RuntimeReflection.registerForReflectiveInstantiation(provider);
  }
}
