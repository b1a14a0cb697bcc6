package dev.lateen.sidecar.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of SPIFFE JWT-SVID, each with a token that breaks it. */
class JwtTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final String ME = "spiffe://cluster.local/ns/shop/sa/reviews";
  private static final TestTokens KEY = new TestTokens("key-1");
  private static final TestTokens OTHER = new TestTokens("key-1");

  private record Bad(String why, String token) {
    @Override
    public String toString() {
      return why;
    }
  }

  private static JsonObject claims() {
    return TestTokens.claims(ME, List.of("db", "queue"), NOW);
  }

  private static void verify(String token) throws InvalidJwtException {
    Jwt.parse(token).verify("db", "spiffe://cluster.local", JwkSet.parse(KEY.jwks()), NOW);
  }

  @Test
  void tokenOfTheMeshIsBelieved() throws InvalidJwtException {
    String token = KEY.sign(KEY.header(), claims());
    assertThatCode(() -> verify(token)).doesNotThrowAnyException();
    assertThat(Jwt.parse(token).subject()).isEqualTo(ME);
    assertThat(Jwt.parse(token).expiry()).isEqualTo(NOW.plusSeconds(300));
  }

  static Stream<Bad> bad() {
    String good = KEY.sign(KEY.header(), claims());
    return Stream.of(
        new Bad("three parts", "abc"),
        new Bad("not JSON", "a.b.c"),
        new Bad("algorithm", KEY.sign(with(KEY.header(), "alg", "none"), claims())),
        new Bad("algorithm", KEY.sign(with(KEY.header(), "alg", "HS256"), claims())),
        new Bad("type is another", KEY.sign(with(KEY.header(), "typ", "at+jwt"), claims())),
        new Bad("not one of this mesh", KEY.sign(with(KEY.header(), "kid", "key-2"), claims())),
        new Bad("not one of this mesh", KEY.sign(without(KEY.header(), "kid"), claims())),
        new Bad("signature is not valid", OTHER.sign(KEY.header(), claims())),
        new Bad("signature is not valid", good.substring(0, good.lastIndexOf('.') + 1)),
        new Bad(
            "not of spiffe://cluster.local",
            KEY.sign(KEY.header(), with(claims(), "sub", "spiffe://cluster.local.evil/ns/a/sa/b"))),
        new Bad("not of spiffe://cluster.local", KEY.sign(KEY.header(), without(claims(), "sub"))),
        new Bad("another audience", KEY.sign(KEY.header(), with(claims(), "aud", "cache"))),
        new Bad("another audience", KEY.sign(KEY.header(), without(claims(), "aud"))),
        new Bad("has expired", KEY.sign(KEY.header(), expired())),
        new Bad("has expired", KEY.sign(KEY.header(), without(claims(), "exp"))));
  }

  private static JsonObject without(JsonObject object, String name) {
    return Json.createObjectBuilder(object).remove(name).build();
  }

  private static JsonObject with(JsonObject object, String name, String value) {
    return Json.createObjectBuilder(object).add(name, value).build();
  }

  private static JsonObject expired() {
    return Json.createObjectBuilder(claims()).add("exp", NOW.getEpochSecond()).build();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void otherTokensAreNot(Bad bad) {
    assertThatThrownBy(() -> verify(bad.token()))
        .isInstanceOf(InvalidJwtException.class)
        .hasMessageContaining(bad.why());
  }

  @Test
  void keysOfAnotherKindArePassedOverAndNonsenseIsRefused() {
    assertThat(JwkSet.parse("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"key-1\"}]}").find("key-1"))
        .isEmpty();
    assertThatThrownBy(() -> JwkSet.parse("[]")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JwkSet.parse("{\"keys\":[1]}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
