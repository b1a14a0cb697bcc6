package dev.lateen.operator.rules;

import dev.lateen.operator.platform.model.ServiceRegistry;

/**
 * What discovery compiles: one consistent state of services and rules.
 *
 * @param registry services, instances and entries
 * @param rules the rules in force
 */
public record MeshModel(ServiceRegistry registry, RuleSet rules) {

  /** A mesh with nothing in it. */
  public static MeshModel empty() {
    return new MeshModel(ServiceRegistry.empty(), RuleSet.empty());
  }
}
