package dev.lateen.operator.authority.kubernetes;

import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.operator.authority.AuthorityCodec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Keeps the journal in sixteen ConfigMaps, by serial number, one key for each certificate: some
 * 30,000 certificates at once. What expired is dropped by the next write.
 */
final class ConfigMapJournal implements JournalStore {
  private static final String PREFIX = "lateen-ca-journal-";
  private static final String NAME = PREFIX + "%x";
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
          .flatMap(map -> entries(map, any -> true).values().stream())
          .sorted(Comparator.comparing(JournalEntry::issuedAt))
          .toList();
    } catch (KubernetesClientException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void follow(Consumer<JournalEntry> others) {
    client.configMaps().inform(new News(others));
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
      entries(current, any -> true).values().stream()
          .filter(old -> !old.expiry().isBefore(now))
          .forEach(old -> kept.put(old.serial(), AuthorityCodec.write(old)));
    }
    if (kept.put(entry.serial(), AuthorityCodec.write(entry)) != null) {
      throw new IllegalStateException("serial " + entry.serial() + " has been issued before");
    }
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

  private static Map<String, JournalEntry> entries(ConfigMap map, Predicate<String> serials) {
    Map<String, JournalEntry> entries = new HashMap<>();
    Optional.ofNullable(map.getData())
        .orElse(Map.of())
        .forEach(
            (serial, line) -> {
              if (serials.test(serial)) {
                entries.put(
                    serial,
                    AuthorityCodec.readEntry(line, "ConfigMap " + map.getMetadata().getName()));
              }
            });
    return entries;
  }

  private static AuthorityStoreException failed(String what, KubernetesClientException e) {
    return new AuthorityStoreException("the journal cannot be " + what + ": " + e.getMessage(), e);
  }

  /** What appears in the ConfigMaps of the journal. */
  private record News(Consumer<JournalEntry> consumer) implements ResourceEventHandler<ConfigMap> {
    @Override
    public void onAdd(ConfigMap map) {
      tell(map, Set.of());
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap after) {
      tell(after, Optional.ofNullable(before.getData()).orElse(Map.of()).keySet());
    }

    @Override
    public void onDelete(ConfigMap map, boolean unknown) {
      // what was issued stays issued
    }

    private void tell(ConfigMap map, Set<String> known) {
      if (map.getMetadata().getName().startsWith(PREFIX)) {
        entries(map, serial -> !known.contains(serial)).values().forEach(consumer);
      }
    }
  }
}
