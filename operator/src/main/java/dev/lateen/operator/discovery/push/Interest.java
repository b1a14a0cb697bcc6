package dev.lateen.operator.discovery.push;

import java.util.List;
import java.util.Map;

/** What a request says a client wants and has. */
sealed interface Interest {

  /**
   * State of the world: everything the client wants of a type.
   *
   * @param names resources wanted; none for all of them in the first request
   * @param version the version the client has, empty for none
   */
  record Whole(List<String> names, String version) implements Interest {}

  /**
   * Delta: what changed in what the client wants.
   *
   * @param subscribe wanted from now on; none for all of them in the first request
   * @param unsubscribe not wanted any more
   * @param initial resources the client has from an earlier stream, name to version
   */
  record Change(List<String> subscribe, List<String> unsubscribe, Map<String, String> initial)
      implements Interest {}
}
