package dev.lateen.features;

import java.nio.file.Path;

/**
 * A test that proves rows.
 *
 * @param file its source, from the root of the repository
 * @param method its name; the class's own where the whole class is the proof
 * @param envoy in place of which sidecars a stock Envoy passes it, such as {@code caller, callee};
 *     empty where in none's
 */
record Proof(Path file, String method, String envoy) {
  /** A link from a page in the folder {@code docs}. */
  String link() {
    var name = className();
    var label = name.equals(method) ? name : name + "#" + method;
    return "[" + label + "](../" + file.toString().replace('\\', '/') + ")";
  }

  private String className() {
    return file.getFileName().toString().replace(".java", "");
  }
}
