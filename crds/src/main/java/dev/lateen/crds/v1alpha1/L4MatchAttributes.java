package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Addresses of a connection (TM-027). */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "(has(self.sourceSubnet) && size(self.sourceSubnet) > 0)"
            + " || (has(self.destinationSubnet) && size(self.destinationSubnet) > 0)",
    message = "sourceSubnet or destinationSubnet must have an entry")
public record L4MatchAttributes(
    @Size(max = 64)
        @JsonPropertyDescription("IPv4 addresses or subnets of the caller, such as 10.1.0.0/16.")
        List<@Pattern(Formats.IPV4_SUBNET) @Size(max = 18) String> sourceSubnet,
    @Size(max = 64)
        @JsonPropertyDescription("IPv4 addresses or subnets of the callee, such as 10.1.0.0/16.")
        List<@Pattern(Formats.IPV4_SUBNET) @Size(max = 18) String> destinationSubnet) {

  /** Normalises absent lists to empty ones. */
  public L4MatchAttributes {
    sourceSubnet = Values.list(sourceSubnet);
    destinationSubnet = Values.list(destinationSubnet);
  }
}
