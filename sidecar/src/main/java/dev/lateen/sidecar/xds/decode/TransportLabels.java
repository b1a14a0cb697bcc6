package dev.lateen.sidecar.xds.decode;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.util.HashMap;
import java.util.Map;

/** The labels by which clusters choose how to connect to an endpoint. */
public final class TransportLabels {
  private static final String KEY = "envoy.transport_socket_match";

  private TransportLabels() {}

  /**
   * Those of an endpoint; none where it has none.
   *
   * @throws InvalidResourceException when a value is no text
   */
  public static Map<String, String> of(Metadata metadata, FieldPath at) {
    Struct labels = metadata.getFilterMetadataMap().get(KEY);
    return labels == null ? Map.of() : decode(labels, at.at("filter_metadata").at(KEY));
  }

  /**
   * Those of a choice.
   *
   * @throws InvalidResourceException when a value is no text
   */
  public static Map<String, String> decode(Struct struct, FieldPath at) {
    Map<String, String> labels = new HashMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (name, value) -> {
              if (value.getKindCase() != Value.KindCase.STRING_VALUE) {
                throw at.at(name).invalid("must be a text");
              }
              labels.put(name, value.getStringValue());
            });
    return labels;
  }
}
