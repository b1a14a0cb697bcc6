package dev.lateen.citadel.spiffe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identity of a workload, {@code spiffe://<trust domain>/ns/<namespace>/sa/<service account>}
 * (AU-002; SPIFFE-ID, section 2). Only this form is an identity in a mesh.
 *
 * @param trustDomain lower-case letters, digits, '.', '-' and '_'; at most 255 characters
 * @param namespace namespace of the service account, a DNS label
 * @param serviceAccount name of the service account, a DNS subdomain
 */
public record SpiffeId(String trustDomain, String namespace, String serviceAccount) {
  private static final int LONGEST = 2_048;
  private static final int LONGEST_DOMAIN = 255;
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9._-]+");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
  private static final Pattern FORM =
      Pattern.compile("spiffe://([^/]*)/ns/([^/]*)/sa/([^/]*)", Pattern.DOTALL);

  /**
   * Checks the parts.
   *
   * @throws InvalidSpiffeIdException when one of them is not as described
   */
  public SpiffeId {
    String whole = uri(trustDomain, namespace, serviceAccount);
    checkTrustDomain(trustDomain);
    check(NAME, namespace, whole, "the namespace is no DNS label");
    check(NAME, serviceAccount, whole, "the service account is no DNS subdomain");
    if (whole.length() > LONGEST) {
      throw new InvalidSpiffeIdException(whole, "it is longer than " + LONGEST + " bytes");
    }
  }

  /**
   * Reads a URI.
   *
   * @throws InvalidSpiffeIdException when it is not of the form of a mesh's identities
   */
  public static SpiffeId parse(String uri) {
    Matcher matcher = FORM.matcher(uri);
    if (!matcher.matches()) {
      throw new InvalidSpiffeIdException(
          uri, "write spiffe://<trust domain>/ns/<namespace>/sa/<service account>");
    }
    return new SpiffeId(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /**
   * Whether a name may be a trust domain.
   *
   * @throws InvalidSpiffeIdException when not
   */
  public static void checkTrustDomain(String trustDomain) {
    check(DOMAIN, trustDomain, trustDomain, "a trust domain has a-z, 0-9, '.', '-' and '_' only");
    if (trustDomain.length() > LONGEST_DOMAIN) {
      throw new InvalidSpiffeIdException(
          trustDomain, "a trust domain has at most " + LONGEST_DOMAIN + " characters");
    }
  }

  /** As it stands in certificates. */
  public String uri() {
    return uri(trustDomain, namespace, serviceAccount);
  }

  @Override
  public String toString() {
    return uri();
  }

  private static String uri(String trustDomain, String namespace, String serviceAccount) {
    return "spiffe://" + trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
  }

  private static void check(Pattern pattern, String part, String whole, String why) {
    if (!pattern.matcher(part).matches()) {
      throw new InvalidSpiffeIdException(whole, why);
    }
  }
}
