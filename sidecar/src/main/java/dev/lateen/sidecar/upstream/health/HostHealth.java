package dev.lateen.sidecar.upstream.health;

import java.net.InetSocketAddress;

/** What the whole process knows of one endpoint. Any thread may read. */
public final class HostHealth {
  private final InetSocketAddress address;
  private final ErrorStreak serverErrors = new ErrorStreak();
  private final ErrorStreak gatewayErrors = new ErrorStreak();
  private final ErrorStreak localErrors = new ErrorStreak();
  private volatile long joinedAt;
  private volatile boolean ejected;
  private volatile boolean failedCheck;
  private int users;

  HostHealth(InetSocketAddress address, long now) {
    this.address = address;
    this.joinedAt = now;
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return address;
  }

  /** Whether nothing is known against it. */
  public boolean isWell() {
    return !ejected && !failedCheck;
  }

  /** Whether it is ejected for its answers to requests. */
  public boolean isEjected() {
    return ejected;
  }

  /** Whether it fails its active checks, or has not passed the first yet. */
  public boolean failsChecks() {
    return failedCheck;
  }

  /** When it appeared or came back to health, on the clock of {@link System#nanoTime()}. */
  public long joinedAt() {
    return joinedAt;
  }

  /** 5xx in a row. */
  public ErrorStreak serverErrors() {
    return serverErrors;
  }

  /** 502, 503 and 504 in a row. */
  public ErrorStreak gatewayErrors() {
    return gatewayErrors;
  }

  /** Failures to answer in a row. */
  public ErrorStreak localErrors() {
    return localErrors;
  }

  void setEjected(boolean now) {
    ejected = now;
  }

  void setFailedCheck(boolean now) {
    failedCheck = now;
  }

  void rejoin(long now) {
    joinedAt = now;
  }

  void use() {
    users++;
  }

  boolean unuse() {
    users--;
    return users == 0;
  }
}
