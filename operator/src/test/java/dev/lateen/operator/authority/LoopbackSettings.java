package dev.lateen.operator.authority;

import java.util.List;

/** Any free port of the loopback. */
record LoopbackSettings() implements IdentitySettings {
  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public String namespace() {
    return "lateen-system";
  }

  @Override
  public List<String> names() {
    return List.of("localhost");
  }

  @Override
  public List<String> addresses() {
    return List.of("127.0.0.1");
  }
}
