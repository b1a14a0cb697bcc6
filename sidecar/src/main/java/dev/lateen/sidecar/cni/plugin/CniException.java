package dev.lateen.sidecar.cni.plugin;

import jakarta.json.Json;
import java.io.Serial;

/** What the runtime asked for is not done; the code tells it why (CNI specification, "Error"). */
final class CniException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Code code;

  CniException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Why; all but the last are the specification's. */
  enum Code {
    /** The version of the configuration is not one that is spoken here. */
    INCOMPATIBLE_VERSION(1),
    /** A variable of the environment is missing or makes no sense. */
    INVALID_ENVIRONMENT(4),
    /** The input is not JSON. */
    DECODING_FAILURE(6),
    /** The configuration misses something. */
    INVALID_CONFIGURATION(7),
    /** It may go well the next time. */
    TRY_AGAIN_LATER(11),
    /** The kernel refused the rules. */
    CAPTURE_FAILED(100);

    private final int number;

    Code(int number) {
      this.number = number;
    }
  }

  /** As the runtime reads it. */
  String toJson(String version) {
    return Json.createObjectBuilder()
        .add("cniVersion", version)
        .add("code", code.number)
        .add("msg", getMessage())
        .build()
        .toString();
  }
}
