package dev.lateen.operator.authority.kubernetes;

import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.operator.authority.AuthorityCodec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps the journal in sixteen ConfigMaps, by serial number, one key for each certificate: some
 * 30,000 certificates at once. What expired is dropped by the next write.
 */
final class ConfigMapJournal implements JournalStore {
  private static final String NAME = "lateen-ca-journal-%x";
  private static final int PARTS = 16;
  private static final int ATTEMPTS = 8;

  private final KubernetesClient client;

  ConfigMapJournal(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<JournalEntry> load() {
    try {
      return IntStream.range(0, PARTS)
          .mapToObj(NAME::formatted)
          .map(name -> Optional.ofNullable(client.configMaps().withName(name).get()))
          .flatMap(Optional::stream)
          .flatMap(map -> entries(map).values().stream())
          .sorted(Comparator.comparing(JournalEntry::issuedAt))
          .toList();
    } catch (KubernetesClientException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void append(JournalEntry entry, Instant now) {
    String name =
        NAME.formatted(Character.digit(entry.serial().charAt(entry.serial().length() - 1), PARTS));
    for (int attempt = 1; ; attempt++) {
      try {
        write(name, entry, now);
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
          throw failed("written", e);
        }
      }
    }
  }

  private void write(String name, JournalEntry entry, Instant now) {
    ConfigMap current = client.configMaps().withName(name).get();
    Map<String, String> kept = new HashMap<>();
    if (current != null) {
      entries(current).values().stream()
          .filter(old -> !old.expiry().isBefore(now))
          .forEach(old -> kept.put(old.serial(), AuthorityCodec.write(old)));
    }
    kept.put(entry.serial(), AuthorityCodec.write(entry));
    ConfigMap next =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withResourceVersion(
                current == null ? null : current.getMetadata().getResourceVersion())
            .endMetadata()
            .withData(kept)
            .build();
    if (current == null) {
      client.resource(next).create();
    } else {
      client.resource(next).update();
    }
  }

  private static Map<String, JournalEntry> entries(ConfigMap map) {
    Map<String, JournalEntry> entries = new HashMap<>();
    Optional.ofNullable(map.getData())
        .orElse(Map.of())
        .forEach(
            (serial, line) ->
                entries.put(
                    serial,
                    AuthorityCodec.readEntry(line, "ConfigMap " + map.getMetadata().getName())));
    return entries;
  }

  private static AuthorityStoreException failed(String what, KubernetesClientException e) {
    return new AuthorityStoreException("the journal cannot be " + what + ": " + e.getMessage(), e);
  }
}
