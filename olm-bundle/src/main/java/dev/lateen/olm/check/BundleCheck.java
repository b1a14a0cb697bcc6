package dev.lateen.olm.check;

import dev.lateen.olm.Bundle;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks a bundle by the rules of operatorframework.io (bundle and CSV format) and of the catalogue
 * of community operators.
 */
public final class BundleCheck {
  private BundleCheck() {}

  /** What is wrong with a bundle; empty when nothing is. */
  public static List<Finding> findings(Bundle bundle) {
    var csv = new Csv(bundle);
    return Stream.of(
            LayoutRules.of(bundle),
            PresentationRules.of(csv),
            VersionRules.of(csv),
            InstallRules.of(csv),
            DefinitionRules.of(bundle, csv))
        .flatMap(findings -> findings)
        .toList();
  }
}
