package dev.lateen.bookinfo.web;

/** Answers the requests of one route. Called from many threads at once. */
@FunctionalInterface
public interface Handler {
  /** Answers; may block, as every request has a virtual thread of its own. */
  Response handle(Request request);
}
