package dev.lateen.bench.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The results of the last run of each scenario on one machine: {@code latest.json}, beside it
 * {@code machine.json}. What another machine measured is replaced.
 */
public final class ResultsFile {
  private static final MathContext DIGITS = new MathContext(4);
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private final Path results;
  private final Path machine;

  /** The files in a folder. */
  public ResultsFile(Path folder) {
    results = folder.resolve("latest.json");
    machine = folder.resolve("machine.json");
  }

  /**
   * Writes results over those of the same scenarios.
   *
   * @throws IOException when the files cannot be read or written
   */
  public void write(Machine here, List<Result> measured) throws IOException {
    Files.createDirectories(results.getParent());
    JsonElement description = GSON.toJsonTree(here);
    var all = new JsonArray();
    if (read(machine).equals(description)) {
      keep(measured.stream().map(Result::scenario).collect(Collectors.toSet()), all);
    }
    measured.forEach(result -> all.add(json(result)));
    Files.writeString(results, GSON.toJson(all) + "\n");
    Files.writeString(machine, GSON.toJson(description) + "\n");
  }

  private void keep(Set<String> replaced, JsonArray all) throws IOException {
    if (read(results) instanceof JsonArray earlier) {
      for (JsonElement result : earlier) {
        if (!replaced.contains(result.getAsJsonObject().get("scenario").getAsString())) {
          all.add(result);
        }
      }
    }
  }

  private static JsonElement read(Path file) throws IOException {
    return Files.exists(file) ? JsonParser.parseString(Files.readString(file)) : JsonNull.INSTANCE;
  }

  private static JsonObject json(Result result) {
    var json = new JsonObject();
    json.addProperty("scenario", result.scenario());
    json.addProperty("proxy", result.proxy());
    json.add("rps", number(result.rps()));
    json.add("p50_ms", number(result.p50Ms()));
    json.add("p99_ms", number(result.p99Ms()));
    json.add("cpu_s_per_100k", number(result.cpuPer100k()));
    json.add("rss_mb", number(result.rssMb()));
    json.add("cpu_ratio_to_haproxy", number(result.cpuRatioToHaproxy()));
    json.add("cpu_ratio_to_envoy", number(result.cpuRatioToEnvoy()));
    addIfKnown(json, "cpu_ratio_to_reference", result.cpuRatioToReference());
    addIfKnown(json, "p99_added_ms", result.p99AddedMs());
    return json;
  }

  private static void addIfKnown(JsonObject json, String name, double value) {
    if (Double.isFinite(value)) {
      json.add(name, number(value));
    }
  }

  private static JsonElement number(double value) {
    return Double.isFinite(value)
        ? new JsonPrimitive(new BigDecimal(value).round(DIGITS).stripTrailingZeros())
        : JsonNull.INSTANCE;
  }
}
