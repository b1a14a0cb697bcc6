package dev.lateen.sidecar.identity.workloadapi;

import dev.lateen.citadel.api.CreateJwtSvidRequest;
import dev.lateen.citadel.api.JwtSvidServiceGrpc;
import dev.lateen.sidecar.identity.CitadelChannel;
import dev.lateen.sidecar.identity.Svid;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Has tokens signed by Citadel. A connection is made for each: they are kept, so that there are
 * few.
 *
 * @param citadel the way there
 */
public record CitadelTokens(CitadelChannel citadel) implements TokenSource {
  private static final long PATIENCE_SECONDS = 5;

  @Override
  public String sign(Svid own, List<String> audience) throws IOException {
    return citadel.call(
        Optional.of(own),
        channel ->
            JwtSvidServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .createJwtSvid(CreateJwtSvidRequest.newBuilder().addAllAudience(audience).build())
                .getToken());
  }
}
