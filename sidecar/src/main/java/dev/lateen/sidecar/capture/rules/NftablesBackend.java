package dev.lateen.sidecar.capture.rules;

import java.util.List;

/** By {@code nft}. Linux 5.2 or newer. */
final class NftablesBackend implements Backend {
  static final String NAME = "nftables";

  private final Commands commands;

  NftablesBackend(Commands commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isUsable() {
    return commands.run(List.of("nft", "list", "tables"), "").succeeded();
  }

  @Override
  public String script(List<CaptureRules> families) {
    return NftablesScript.apply(families);
  }

  @Override
  public void apply(List<CaptureRules> families) {
    run(NftablesScript.apply(families));
  }

  @Override
  public void clean(List<Family> families) {
    run(NftablesScript.clean(families));
  }

  private void run(String script) {
    Commands.Outcome outcome = commands.run(List.of("nft", "-f", "-"), script);
    if (!outcome.succeeded()) {
      throw CaptureFailedException.of("nft -f -", outcome.output());
    }
  }
}
