package dev.lockspire.remotejwks;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** What was at a {@code jwks_uri} at one time; every fetch makes another, whatever is in it. */
final class RemoteKeySet {
  private final List<JWK> keys;
  private final int characters;

  RemoteKeySet(List<JWK> keys, int characters) {
    this.keys = keys;
    this.characters = characters;
  }

  List<JWK> keys() {
    return keys;
  }

  /** Of the text it was read from: what it weighs in memory. */
  int characters() {
    return characters;
  }
}
