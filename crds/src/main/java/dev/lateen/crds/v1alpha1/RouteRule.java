package dev.lateen.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Governs the calls to one service: where they go, how long they may take, how often they are
 * retried, and which faults they meet. Same fields as RouteRule of {@code config.istio.io/v1alpha2}
 * (TM-001..TM-041, TM-060..TM-079, TM-100).
 */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("RouteRule")
@ShortNames("rr")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Destination",
    jsonPath = ".spec.destination['name','service']",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Precedence",
    jsonPath = ".spec.precedence",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Live",
    jsonPath = ".status.live",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class RouteRule extends CustomResource<RouteRuleSpec, RuleStatus> implements Namespaced {}
