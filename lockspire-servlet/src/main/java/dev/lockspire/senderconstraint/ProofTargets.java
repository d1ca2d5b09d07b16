package dev.lockspire.senderconstraint;

import dev.lockspire.http.Call;
import dev.lockspire.http.Issuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The URLs that a DPoP proof for an endpoint of ours may name: issuer and path, whatever {@code
 * Host} was sent, and the same path below the issuer's mutual-TLS alias (RFC 8705 §5).
 *
 * @param alias the issuer as clients with certificates reach it, where that is another URL
 */
public record ProofTargets(Optional<Issuer> alias) {

  /** The canonical one first. */
  public List<String> of(Call call) {
    List<String> targets = new ArrayList<>(2);
    targets.add(call.issuer().url(call.path()));
    alias.ifPresent(issuer -> targets.add(issuer.url(call.path())));
    return targets;
  }
}
