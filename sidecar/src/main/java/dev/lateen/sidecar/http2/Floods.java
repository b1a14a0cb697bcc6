package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http2.Http2Error;
import java.util.function.LongSupplier;

/**
 * Ends connections whose peer makes us work for nothing: streams that are reset at once
 * (CVE-2023-44487) and frames without content. The clock is asked once per limit, not per frame.
 */
final class Floods {
  private static final long SECOND = 1_000_000_000L;

  private final Rate resets;
  private final Rate control;

  Floods(Http2Limits limits, LongSupplier nanoTime) {
    resets = new Rate(limits.maxResetsPerSecond(), nanoTime);
    control = new Rate(limits.maxControlFramesPerSecond(), nanoTime);
  }

  void reset() {
    resets.count("streams are reset too often");
  }

  void control() {
    control.count("too many frames without content");
  }

  private static final class Rate {
    private final int limit;
    private final LongSupplier nanoTime;
    private long since;
    private int count;

    Rate(int limit, LongSupplier nanoTime) {
      this.limit = limit;
      this.nanoTime = nanoTime;
      this.since = nanoTime.getAsLong();
    }

    void count(String complaint) {
      if (++count <= limit) {
        return;
      }
      long now = nanoTime.getAsLong();
      if (now - since < SECOND) {
        throw new Http2ConnectionException(Http2Error.ENHANCE_YOUR_CALM, complaint);
      }
      since = now;
      count = 1;
    }
  }
}
