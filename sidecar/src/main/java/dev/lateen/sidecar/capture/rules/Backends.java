package dev.lateen.sidecar.capture.rules;

import java.util.List;
import java.util.stream.Collectors;

/** The tools there may be, the better ones first. */
final class Backends {
  static final String AUTO = "auto";

  /** What may be asked for. */
  static final List<String> NAMES =
      List.of(AUTO, NftablesBackend.NAME, "iptables", "iptables-nft", "iptables-legacy");

  private final List<Backend> all;

  Backends(Commands commands) {
    all =
        List.of(
            new NftablesBackend(commands),
            new IptablesBackend(commands, ""),
            new IptablesBackend(commands, "nft"),
            new IptablesBackend(commands, "legacy"));
  }

  /**
   * The one of this name, or with {@link #AUTO} the first that is usable.
   *
   * @throws CaptureFailedException when none is
   */
  Backend named(String name) {
    return all.stream()
        .filter(backend -> name.equals(AUTO) ? backend.isUsable() : name.equals(backend.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new CaptureFailedException(
                    "none of "
                        + all.stream().map(Backend::name).collect(Collectors.joining(", "))
                        + " can be used here: install nftables or iptables, and run as root with"
                        + " NET_ADMIN"));
  }

  /** The one of this name, or with {@link #AUTO} the first, usable or not. */
  Backend printing(String name) {
    return name.equals(AUTO) ? all.getFirst() : named(name);
  }
}
