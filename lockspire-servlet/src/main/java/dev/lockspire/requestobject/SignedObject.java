package dev.lockspire.requestobject;

import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.JwtClaims;
import java.util.Map;

/**
 * A request object out of its encryption, its signature not yet believed.
 *
 * @param members all that it claims
 */
record SignedObject(CompactJws jws, Map<String, Object> members) {

  JwtClaims claims() {
    return new JwtClaims(members);
  }
}
