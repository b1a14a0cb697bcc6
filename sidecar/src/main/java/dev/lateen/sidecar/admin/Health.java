package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.lifecycle.Sidecar;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Readiness and liveness in the format of MicroProfile Health 4.0, as the operator's. */
final class Health {
  private static final int UP = 200;
  private static final int DOWN = 503;

  private Health() {}

  /** Up only when a model is live and its listeners take connections. */
  static Answer readiness(Sidecar sidecar) {
    var data = new JsonObject();
    sidecar.notReady().ifPresent(reason -> data.put("reason", reason));
    sidecar.discovery().live().ifPresent(model -> data.put("model", model.version()));
    return answer("mesh", !data.containsKey("reason"), data);
  }

  /** Up while the process answers, whether or not discovery does. */
  static Answer liveness() {
    return answer("process", true, new JsonObject());
  }

  private static Answer answer(String name, boolean up, JsonObject data) {
    String status = up ? "UP" : "DOWN";
    var check = new JsonObject().put("name", name).put("status", status);
    if (!data.isEmpty()) {
      check.put("data", data);
    }
    return Answer.json(
        up ? UP : DOWN,
        new JsonObject().put("status", status).put("checks", new JsonArray().add(check)));
  }
}
