package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.output.Documents;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the templates of the Helm chart from the manifests of the installation. */
final class ChartTemplate {
  private static final Path CNI = Path.of("../install/cni.yaml");
  private static final String NAMESPACE = "lateen-system";
  private static final List<String> OF_THE_POD =
      List.of(
          "imagePullSecrets",
          "nodeSelector",
          "tolerations",
          "affinity",
          "topologySpreadConstraints",
          "priorityClassName");

  private ChartTemplate() {}

  /** What the chart installs: everything but the Namespace, which is Helm's. */
  static List<JsonNode> documents() {
    return withoutNamespace(Manifests.operator(Optional.empty()));
  }

  /** What it installs beyond that for the plug-in of the nodes. */
  static List<JsonNode> cniDocuments() throws IOException {
    return withoutNamespace(
        ResourceReader.read(CNI.toString(), Files.readString(CNI)).stream().map(Document::raw));
  }

  static String text() {
    return text(documents());
  }

  static String cniText() throws IOException {
    return "{{- if .Values.cni.enabled }}\n" + text(cniDocuments()) + "{{- end }}\n";
  }

  private static String text(List<JsonNode> documents) {
    return documents.stream().map(ChartTemplate::template).collect(Collectors.joining("---\n"));
  }

  private static List<JsonNode> withoutNamespace(Stream<JsonNode> documents) {
    return documents
        .filter(document -> !document.path("kind").asText().equals("Namespace"))
        .toList();
  }

  private static String template(JsonNode document) {
    boolean deployment = document.path("kind").asText().equals("Deployment");
    JsonNode fixed = deployment ? withoutValues(document) : document;
    String text = Documents.yaml(fixed).replace(NAMESPACE, "{{ .Release.Namespace }}");
    return deployment ? deployment(text) : text;
  }

  private static JsonNode withoutValues(JsonNode deployment) {
    JsonNode copy = deployment.deepCopy();
    ((ObjectNode) copy.at("/spec/template/spec")).remove(OF_THE_POD);
    return copy;
  }

  private static String deployment(String text) {
    return text.replaceFirst("replicas: .*", "replicas: {{ .Values.replicas }}")
        .replaceFirst(
            "image: .*", "image: \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\"")
        .replaceFirst("imagePullPolicy: .*", "imagePullPolicy: {{ .Values.image.pullPolicy }}")
        .replaceFirst(
            "( *)resources:\n(\\1 .*\n)*",
            "$1resources:\n$1  {{- toYaml .Values.resources | nindent 12 }}\n")
        .replaceFirst("( *)containers:\n", ofThePod() + "$1containers:\n");
  }

  private static String ofThePod() {
    return OF_THE_POD.stream()
        .map(
            field ->
                """
                      {{- with .Values.%1$s }}
                      %1$s:
                        {{- toYaml . | nindent 8 }}
                      {{- end }}
                """
                    .formatted(field))
        .collect(Collectors.joining());
  }
}
