package dev.lateen.bookinfo.web;

import java.net.http.HttpHeaders;

/** How a call to another service ended. */
public sealed interface Reply {

  /** How long it took, in milliseconds. */
  long millis();

  /** There was an answer, with whatever status. */
  record Answered(int status, HttpHeaders headers, String body, long millis) implements Reply {}

  /** There was no whole answer in the time given. */
  record TimedOut(long millis) implements Reply {}

  /** There was no whole answer, for this reason. */
  record Failed(String reason, long millis) implements Reply {}

  /** The status to pass on for this reply: its own, 504 after a timeout, else 503. */
  default int status() {
    return switch (this) {
      case Answered answered -> answered.status();
      case TimedOut _ -> 504;
      case Failed _ -> 503;
    };
  }
}
