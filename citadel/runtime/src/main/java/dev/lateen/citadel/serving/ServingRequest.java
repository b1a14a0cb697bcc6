package dev.lateen.citadel.serving;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * What a TLS server asks a certificate for.
 *
 * @param commonName subject of the certificate, for people
 * @param dnsNames names clients call the server by
 * @param addresses IP addresses clients call the server by
 * @param validity how long the certificate holds, at least a minute
 */
public record ServingRequest(
    String commonName, Set<String> dnsNames, Set<String> addresses, Duration validity) {

  /** The shortest life of a certificate: clocks of clients are allowed to differ by as much. */
  public static final Duration SHORTEST = Duration.ofMinutes(1);

  public ServingRequest {
    dnsNames = Set.copyOf(dnsNames);
    addresses = Set.copyOf(addresses);
    if (dnsNames.isEmpty() && addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "dnsNames, addresses: both empty: name at least one the server is called by");
    }
    if (validity.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "validity: " + validity + ": must be at least " + SHORTEST);
    }
  }

  SequencedSet<String> subjectAlternativeNames() {
    SequencedSet<String> names = new LinkedHashSet<>(dnsNames);
    names.addAll(addresses);
    return names;
  }

  /** The same as they stand in a certificate. */
  GeneralName[] generalNames() {
    return Stream.concat(
            dnsNames.stream().sorted().map(name -> new GeneralName(GeneralName.dNSName, name)),
            addresses.stream()
                .sorted()
                .map(address -> new GeneralName(GeneralName.iPAddress, address)))
        .toArray(GeneralName[]::new);
  }
}
