package dev.lateen.sidecar.upstream;

import java.io.IOException;

/** The endpoint wants mutual TLS and this workload has no identity yet. */
final class NoIdentityException extends IOException {
  private static final long serialVersionUID = 1;

  NoIdentityException() {
    super("mutual TLS is wanted but there is no identity yet, or nobody to trust");
  }
}
