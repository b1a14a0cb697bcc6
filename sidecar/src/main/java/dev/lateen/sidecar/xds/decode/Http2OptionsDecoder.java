package dev.lateen.sidecar.xds.decode;

import com.google.protobuf.UInt32Value;
import dev.lateen.sidecar.model.Http2Options;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;

/** Decodes {@code config.core.v3.Http2ProtocolOptions}. */
public final class Http2OptionsDecoder {
  private Http2OptionsDecoder() {}

  /**
   * The options; what is not said is as we have it.
   *
   * @throws InvalidResourceException when a value is out of range
   */
  public static Http2Options decode(Http2ProtocolOptions options, FieldPath at) {
    Http2Options defaults = Http2Options.DEFAULT;
    return new Http2Options(
        options.hasMaxConcurrentStreams()
            ? atLeast(1, options.getMaxConcurrentStreams(), at.at("max_concurrent_streams"))
            : defaults.maxConcurrentStreams(),
        options.hasInitialStreamWindowSize()
            ? window(options.getInitialStreamWindowSize(), at.at("initial_stream_window_size"))
            : defaults.streamWindow(),
        options.hasInitialConnectionWindowSize()
            ? window(
                options.getInitialConnectionWindowSize(), at.at("initial_connection_window_size"))
            : defaults.connectionWindow());
  }

  private static int window(UInt32Value value, FieldPath at) {
    return atLeast(Http2Options.SMALLEST_WINDOW, value, at);
  }

  private static int atLeast(int least, UInt32Value value, FieldPath at) {
    if (value.getValue() < least) {
      throw at.invalid(
          Integer.toUnsignedString(value.getValue())
              + " is not in the range of "
              + least
              + " to "
              + Integer.MAX_VALUE);
    }
    return value.getValue();
  }
}
