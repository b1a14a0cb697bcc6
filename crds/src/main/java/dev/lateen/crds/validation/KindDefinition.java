package dev.lateen.crds.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lateen.crds.CustomResourceDefinitions;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What validation knows about a kind.
 *
 * @param type its class
 * @param specSchema the schema of its spec, from its definition
 * @param specRequired whether a document without a spec is refused
 * @param rules what the schema does not say
 */
record KindDefinition(
    Class<? extends CustomResource<?, ?>> type,
    JsonNode specSchema,
    boolean specRequired,
    KindRules rules) {
  private static final Map<String, KindDefinition> ALL =
      CustomResourceDefinitions.KINDS.stream()
          .map(KindDefinition::load)
          .collect(
              Collectors.toUnmodifiableMap(
                  definition -> definition.type().getSimpleName(), definition -> definition));

  /** The kind of this name, if the group has it. */
  static Optional<KindDefinition> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The names of all kinds, sorted. */
  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  private static KindDefinition load(Class<? extends CustomResource<?, ?>> type) {
    var yaml = CustomResourceDefinitions.yaml(CustomResource.getCRDName(type));
    var schema = read(yaml).at("/spec/versions/0/schema/openAPIV3Schema");
    var required = schema.path("required").valueStream().anyMatch(n -> n.asText().equals("spec"));
    return new KindDefinition(type, schema.at("/properties/spec"), required, rules(type));
  }

  private static JsonNode read(String yaml) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition on the class path does not parse", e);
    }
  }

  private static KindRules rules(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "RouteRule" -> new RouteRuleRules();
      case "DestinationPolicy" -> new DestinationPolicyRules();
      case "EgressRule" -> new EgressRuleRules();
      case "Workload" -> new WorkloadRules();
      case "ServiceMesh" -> new ServiceMeshRules();
      case "Policy" -> new PolicyRules();
      default -> _ -> Stream.empty();
    };
  }
}
