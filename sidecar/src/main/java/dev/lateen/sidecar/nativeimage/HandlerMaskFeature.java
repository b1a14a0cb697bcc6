package dev.lateen.sidecar.nativeimage;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelOutboundHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Lets Netty see by reflection which events a handler passes over, so that they pass it by in the
 * executable too. Netty's own lists know its handlers only, and Quarkus answers "none" for all.
 */
public final class HandlerMaskFeature implements Feature {
  private static final Set<String> EVENTS =
      Stream.of(ChannelHandler.class, ChannelInboundHandler.class, ChannelOutboundHandler.class)
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  /** Made by native-image. */
  public HandlerMaskFeature() {}

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    access.registerSubtypeReachabilityHandler(
        (analysis, type) -> RuntimeReflection.registerAsQueried(events(type)),
        ChannelHandler.class);
  }

  private static Method[] events(Class<?> handler) {
    return Arrays.stream(handler.getDeclaredMethods())
        .filter(method -> EVENTS.contains(method.getName()))
        .toArray(Method[]::new);
  }
}
