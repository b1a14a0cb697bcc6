package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ReferenceGrantSpec;
import java.util.List;

/**
 * Which references may leave their namespace.
 *
 * @param grants all ReferenceGrants
 */
record Grants(List<Document<ReferenceGrantSpec>> grants) {

  /** Whether a document may refer to an object of the core's group. */
  boolean allow(Meta from, String kind, String namespace, String name) {
    return from.namespace().equals(namespace)
        || grants.stream()
            .filter(grant -> grant.meta().namespace().equals(namespace))
            .map(Document::spec)
            .anyMatch(grant -> names(grant, from) && isTo(grant, kind, name));
  }

  private static boolean names(ReferenceGrantSpec grant, Meta from) {
    return grant.from().stream()
        .anyMatch(
            who ->
                DocumentReader.GROUP.equals(who.group())
                    && from.kind().equals(who.kind())
                    && from.namespace().equals(who.namespace()));
  }

  private static boolean isTo(ReferenceGrantSpec grant, String kind, String name) {
    return grant.to().stream()
        .anyMatch(
            what ->
                (what.group() == null || what.group().isEmpty())
                    && kind.equals(what.kind())
                    && (what.name() == null || what.name().isEmpty() || what.name().equals(name)));
  }
}
