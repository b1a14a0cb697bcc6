package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.object;
import static dev.lateen.sidecar.admin.Documents.objects;

import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.plainhttp.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Readiness and liveness in the format of MicroProfile Health 4.0, as the operator's. */
final class Health {
  private static final int UP = 200;
  private static final int DOWN = 503;

  private Health() {}

  /** Up only when a model is live and its listeners take connections. */
  static Answer readiness(Sidecar sidecar) {
    Optional<String> trouble = sidecar.notReady();
    JsonObjectBuilder data = object();
    trouble.ifPresent(reason -> data.add("reason", reason));
    sidecar.discovery().live().ifPresent(model -> data.add("model", model.version()));
    return answer("mesh", trouble.isEmpty(), data);
  }

  /** Up while the process answers, whether or not discovery does. */
  static Answer liveness() {
    return answer("process", true, object());
  }

  private static Answer answer(String name, boolean up, JsonObjectBuilder data) {
    String status = up ? "UP" : "DOWN";
    JsonObject details = data.build();
    JsonObjectBuilder check = object().add("name", name).add("status", status);
    if (!details.isEmpty()) {
      check.add("data", details);
    }
    return Documents.answer(
        up ? UP : DOWN,
        object().add("status", status).add("checks", objects(List.of(check), Function.identity())));
  }
}
