package dev.lateen.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * What workloads demand of their callers. Without a selector it is for its namespace, or for the
 * whole mesh where that is the namespace of the ServiceMesh; the most specific policy wins (TS-08).
 */
@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Kind("Policy")
@Plural("policies")
@ShortNames("pol")
@Categories(ApiGroup.CATEGORY)
@AdditionalPrinterColumn(
    name = "Mode",
    jsonPath = ".spec.mutualTls.mode",
    type = AdditionalPrinterColumn.Type.STRING)
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
public class Policy extends CustomResource<PolicySpec, RuleStatus> implements Namespaced {}
