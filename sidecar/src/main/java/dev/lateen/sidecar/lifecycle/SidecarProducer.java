package dev.lateen.sidecar.lifecycle;

import dev.lateen.sidecar.capture.SocketOriginalDestinations;
import dev.lateen.sidecar.config.IdentityConfig;
import dev.lateen.sidecar.config.SidecarConfig;
import dev.lateen.sidecar.config.WorkloadApiConfig;
import dev.lateen.sidecar.dataplane.DataPlane;
import dev.lateen.sidecar.identity.CitadelChannel;
import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.identity.Identities;
import dev.lateen.sidecar.identity.RootFollower;
import dev.lateen.sidecar.identity.SvidRenewal;
import dev.lateen.sidecar.identity.workloadapi.CitadelTokens;
import dev.lateen.sidecar.identity.workloadapi.WorkloadApi;
import dev.lateen.sidecar.upstream.SystemResolver;
import dev.lateen.sidecar.upstream.Transport;
import dev.lateen.sidecar.xds.AdsClients;
import dev.lateen.sidecar.xds.DiscoveryLink;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the sidecar together: data path and discovery share the event loops. */
final class SidecarProducer {
  private static final long HEAP_LOOK_SECONDS = 60;

  SidecarProducer() {}

  @Produces
  @Singleton
  static SidecarConfig config() {
    return SidecarConfig.read(System.getenv());
  }

  @Produces
  @Singleton
  static CurrentSvid svid() {
    return new CurrentSvid();
  }

  @Produces
  @Singleton
  static EventLoopGroup loops(SidecarConfig config) {
    return Transport.loops(config.eventLoops());
  }

  @Produces
  @Singleton
  static Sidecar sidecar(
      SidecarConfig config,
      CurrentSvid svid,
      EventLoopGroup loops,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    ChannelFactory<? extends SocketChannel> sockets = Transport.of(loops.next()).sockets();
    DataPlane dataPlane =
        new DataPlane(loops, new SystemResolver(), new SocketOriginalDestinations(), svid);
    Optional<CitadelChannel> citadel =
        config
            .authority()
            .map(
                address ->
                    new CitadelChannel(
                        address, IdentityConfig.read(System.getenv()), loops, sockets));
    Optional<SvidRenewal> renewal = citadel.map(way -> Identities.byCitadel(way, svid));
    Optional<WorkloadApi> workloadApi =
        citadel.flatMap(
            way ->
                WorkloadApiConfig.read(System.getenv())
                    .map(own -> new WorkloadApi(own, svid, new CitadelTokens(way), loops)));
    loops
        .next()
        .scheduleWithFixedDelay(
            HeapCollection.ofProcess(), HEAP_LOOK_SECONDS, HEAP_LOOK_SECONDS, TimeUnit.SECONDS);
    RootFollower follower = new RootFollower(svid, () -> renewal.ifPresent(SvidRenewal::renewSoon));
    return new Sidecar(
        config,
        dataPlane,
        AdsClients.create(
            config,
            version,
            workloadApi.isPresent(),
            link(config, citadel, svid, loops, sockets),
            RandomGenerator.getDefault(),
            model -> {
              follower.follow(model);
              workloadApi.ifPresent(api -> api.follow(model));
              return dataPlane.apply(model);
            }),
        svid,
        renewal,
        workloadApi,
        Instant.now());
  }

  /** By TLS, once there is an identity, except where discovery is spoken to in plaintext. */
  private static DiscoveryLink link(
      SidecarConfig config,
      Optional<CitadelChannel> citadel,
      CurrentSvid svid,
      EventLoopGroup loops,
      ChannelFactory<? extends SocketChannel> sockets) {
    return citadel
        .filter(_ -> config.hasSecuredDiscovery())
        .map(way -> secured(way, svid))
        .orElseGet(() -> DiscoveryLink.plaintext(config.discovery(), loops, sockets));
  }

  private static DiscoveryLink secured(CitadelChannel citadel, CurrentSvid svid) {
    return () -> {
      if (svid.get().isEmpty()) {
        throw new IOException("there is no identity yet");
      }
      return citadel.builder(svid.get());
    };
  }
}
