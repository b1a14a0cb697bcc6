package dev.lateen.sidecar.identity.workloadapi;

import dev.lateen.sidecar.identity.Svid;
import java.io.IOException;
import java.util.List;

/** Who signs tokens for this workload. */
public interface TokenSource {

  /**
   * Has one signed (SPIFFE JWT-SVID). Blocks for some seconds at most.
   *
   * @param own proves who this workload is
   * @param audience who is to believe it
   * @return JWS in compact form
   * @throws IOException when the authority's roots cannot be read
   * @throws io.grpc.StatusRuntimeException when the authority refuses, with its reason
   */
  String sign(Svid own, List<String> audience) throws IOException;
}
