package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.rules.MeshModel;

/**
 * What callers go by.
 *
 * @param modes what the callees demand
 * @param trusted whether there is an authority, without which nobody uses mutual TLS
 */
record CallerModes(PeerModes modes, boolean trusted) {
  static CallerModes of(MeshModel model) {
    return new CallerModes(PeerModes.of(model), !model.trust().isEmpty());
  }
}
