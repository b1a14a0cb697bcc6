package dev.lateen.operator.authority.local;

import dev.lateen.citadel.authority.AuthorityStore;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.PluggedInAuthority;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.operator.authority.IdentityPlatform;
import dev.lateen.operator.authority.TokenVerifier;
import dev.lateen.operator.authority.secrets.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The authority of a mesh directory, all in its folder {@code .lateen/identity}: {@code
 * authority.json} and {@code journal.jsonl} for the operator alone, {@code root-cert.pem} for all,
 * {@code join/} for join tokens, {@code cacerts/} for an authority of the user.
 */
public final class LocalIdentity implements IdentityPlatform {
  private final Path folder;
  private final InstantSource clock;

  /** Of a mesh directory. */
  public LocalIdentity(Path directory, InstantSource clock) {
    this.folder = directory.resolve(".lateen").resolve("identity");
    this.clock = clock;
  }

  @Override
  public AuthorityStore authorities() {
    return new FileAuthorityStore(folder);
  }

  @Override
  public JournalStore journal() {
    return new FileJournal(folder);
  }

  @Override
  public TokenVerifier tokens() {
    return new JoinTokens(folder.resolve("join"), clock);
  }

  @Override
  public Optional<PluggedInAuthority> pluggedIn() {
    Path brought = folder.resolve("cacerts");
    if (!Files.isDirectory(brought)) {
      return Optional.empty();
    }
    return Optional.of(
        new PluggedInAuthority(
            part(brought, "ca-cert.pem"),
            part(brought, "ca-key.pem"),
            part(brought, "root-cert.pem"),
            part(brought, "cert-chain.pem")));
  }

  @Override
  public Optional<SecretStore> secrets() {
    return Optional.empty();
  }

  @Override
  public void publishRoots(String pem) {
    Path file = folder.resolve("root-cert.pem");
    try {
      PrivateFiles.folder(folder);
      if (!PrivateFiles.read(file).equals(Optional.of(pem))) {
        PrivateFiles.write(file, pem);
      }
    } catch (IOException e) {
      throw new AuthorityStoreException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String part(Path folder, String name) {
    try {
      return PrivateFiles.read(folder.resolve(name)).orElse("");
    } catch (IOException e) {
      throw new AuthorityStoreException(
          folder.resolve(name) + " cannot be read: " + e.getMessage(), e);
    }
  }
}
