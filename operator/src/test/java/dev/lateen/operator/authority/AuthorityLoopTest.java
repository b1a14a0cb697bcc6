package dev.lateen.operator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityKeeper;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.operator.authority.local.LocalIdentity;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.MeshProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityLoopTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
  private static final IdentityPolicy POLICY = policy("cluster.local", List.of());
  private static final RequestedAuthority FIRST_ROOT = new RequestedAuthority(KeyType.EC_P256, 1);

  @TempDir Path directory;

  private final TrustBundles bundles = new TrustBundles();

  @Test
  void rootThatCannotBePublishedIsThereAllTheSame() throws IOException {
    // Given
    Path rootFile = directory.resolve(".lateen/identity/root-cert.pem");
    Files.createDirectories(rootFile.resolve("in the way"));
    AuthorityLoop loop = loop(new LocalIdentity(directory, CLOCK));

    // When
    assertThatThrownBy(() -> loop.run(POLICY, FIRST_ROOT))
        .isInstanceOf(AuthorityStoreException.class)
        .hasMessageContaining(rootFile.toString());

    // Then
    assertThat(loop.isWithoutAny()).isFalse();
    assertThat(bundles.current())
        .hasValueSatisfying(bundle -> assertThat(bundle.isEmpty()).isFalse());
  }

  @Test
  void otherNamesOfTheTrustDomainAreToldAtOnce() {
    // Given
    AuthorityLoop loop = loop(new LocalIdentity(directory, CLOCK));
    loop.run(POLICY, FIRST_ROOT);
    TrustBundle before = bundles.current().orElseThrow();

    // When
    loop.run(policy("new.example", List.of("cluster.local")), FIRST_ROOT);

    // Then
    TrustBundle after = bundles.current().orElseThrow();
    assertThat(after.trustDomains()).containsExactly("new.example", "cluster.local");
    assertThat(after.rootsPem()).isEqualTo(before.rootsPem());
  }

  private static IdentityPolicy policy(String trustDomain, List<String> aliases) {
    return new IdentityPolicy(trustDomain, aliases, Duration.ofHours(24), 50, List.of(), List.of());
  }

  private AuthorityLoop loop(LocalIdentity platform) {
    Leadership leadership = new Leadership(true);
    Journal journal = new Journal(platform.journal());
    return new AuthorityLoop(
        platform,
        new AuthorityKeeper(
            platform.authorities(), new AuthorityFactory(CLOCK, new SecureRandom()), CLOCK),
        journal,
        new TrustProgress(
            new MeshProxies(new Connected(List.of())),
            leadership,
            journal,
            new JwtAuthority(CLOCK),
            state -> true,
            CLOCK.instant()),
        bundles,
        leadership,
        CLOCK,
        state -> {});
  }
}
