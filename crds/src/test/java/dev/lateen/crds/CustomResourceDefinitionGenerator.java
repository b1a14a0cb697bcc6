package dev.lateen.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the definition of a kind from its class: the generator's, finished by {@link SchemaFinish}.
 */
final class CustomResourceDefinitionGenerator {
  private final ObjectMapper yaml =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR));

  /** The YAML document of the kind; the same for the same classes. */
  String generate(Class<? extends CustomResource<?, ?>> kind, Path directory) throws IOException {
    var details =
        new CRDGenerator()
            .customResourceClasses(kind)
            .forCRDVersions("v1")
            .inOutputDir(directory.toFile())
            .detailedGenerate();
    var info = details.getCRDDetailsPerNameAndVersion().get(CustomResource.getCRDName(kind));
    JsonNode definition = yaml.readTree(Files.readString(Path.of(info.get("v1").getFilePath())));
    return yaml.writeValueAsString(new SchemaFinish(kind).apply(definition));
  }
}
