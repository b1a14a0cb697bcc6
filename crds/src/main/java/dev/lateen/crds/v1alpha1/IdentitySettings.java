package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The certificate authority of the mesh and what it issues (AU-020, AU-023, AU-024, GP-06). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IdentitySettings(
    @Default("24h")
        @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(
            value =
                "!self.matches('"
                    + Formats.DURATION
                    + "') || (duration(self) >= duration('10m') && duration(self) <="
                    + " duration('2160h'))",
            message = "must be from 10m to 2160h (90 days)")
        @JsonPropertyDescription(
            "How long a workload's certificate holds, 10m to 2160h (90 days). Default 24h.")
        String leafTtl,
    @Default("50")
        @Min(10)
        @Max(90)
        @JsonPropertyDescription(
            "After which percentage of its life a workload's certificate is renewed, 10 to 90; up"
                + " to a tenth of that earlier, so that a mesh does not ask all at once. Default"
                + " 50.")
        Integer renewPercent,
    @Default("EC_P256")
        @JsonPropertyDescription(
            "Kind of the authority's keys: EC_P256, EC_P384 or RSA_3072. A change takes effect with"
                + " the next root. Default EC_P256.")
        KeyType keyType,
    @Default("1")
        @Min(1)
        @Max(1_000_000)
        @JsonPropertyDescription(
            "Which root is wanted. Raise it by one to rotate the root without downtime. Default 1.")
        Integer rootGeneration,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Other names of the trust domain: peers whose identity is of one of them are taken for"
                + " those of the trust domain, with the same authority; certificates are issued for"
                + " the trust domain only. Default none.")
        List<@Pattern(Formats.DNS_NAME) @Size(min = 1, max = 255) String> trustDomainAliases,
    @Size(max = 1_000)
        @JsonPropertyDescription(
            "What is revoked: serial numbers in hexadecimal, or identities (spiffe://...) which"
                + " also get nothing new while they are listed. Default none.")
        List<@Pattern(Formats.REVOKED) @Size(min = 1, max = 2_048) String> revoked,
    @Size(max = 256)
        @JsonPropertyDescription(
            "Namespaces in which every ServiceAccount gets its key and certificate in a Secret,"
                + " lateen.<account>, for applications that know no sidecar. The operator needs the"
                + " ClusterRole lateen-identity-secrets in each, by a RoleBinding. Kubernetes only."
                + " Default none: keys stay in the memory of sidecars.")
        List<@Pattern(Formats.DNS_LABEL) @Size(min = 1, max = 63) String> secrets) {

  /** Fills in what is absent. */
  public IdentitySettings {
    leafTtl = Values.orElse(leafTtl, "24h");
    renewPercent = Values.orElse(renewPercent, 50);
    keyType = Values.orElse(keyType, KeyType.EC_P256);
    rootGeneration = Values.orElse(rootGeneration, 1);
    trustDomainAliases = Values.orElse(trustDomainAliases, List.of());
    revoked = Values.orElse(revoked, List.of());
    secrets = Values.orElse(secrets, List.of());
  }

  /** What nobody asked otherwise for. */
  public static IdentitySettings defaults() {
    return new IdentitySettings(null, null, null, null, null, null, null);
  }

  /** Kinds of keys. */
  public enum KeyType {
    /** NIST P-256. */
    EC_P256,
    /** NIST P-384. */
    EC_P384,
    /** RSA of 3072 bits. */
    RSA_3072
  }
}
