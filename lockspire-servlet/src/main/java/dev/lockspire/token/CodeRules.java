package dev.lockspire.token;

import dev.lockspire.client.Client;
import dev.lockspire.crypto.ConstantTime;
import dev.lockspire.http.OAuthError;
import dev.lockspire.http.RuleTrace;
import dev.lockspire.policy.SecurityProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The checks on a presented authorization code. */
final class CodeRules {
  private final AuthorizationCodeStore codes;
  private final CodeReplay replay;
  private final RuleTrace trace;

  CodeRules(AuthorizationCodeStore codes, CodeReplay replay, RuleTrace trace) {
    this.codes = codes;
    this.replay = replay;
    this.trace = trace;
  }

  /**
   * The code that may be redeemed now.
   *
   * @throws OAuthError when it may not; a replay has then revoked what the code issued
   */
  StoredCode check(CodeRequest request, Sender sender, Instant now) {
    Client client = sender.client();
    StoredCode code = trace.check(CodeRule.CODE_IS_KNOWN, () -> known(request));
    // Ahead of the replay check: a foreign client must not be able to end the owner's tokens.
    trace.require(CodeRule.CODE_IS_THIS_CLIENTS, () -> issuedTo(client, code));
    trace.require(CodeRule.CODE_IS_UNUSED, () -> unused(client, code, now));
    trace.require(CodeRule.CODE_IS_NOT_REVOKED, () -> notRevoked(code));
    trace.require(CodeRule.CODE_IS_FRESH, () -> fresh(code, sender.profile(), now));
    trace.require(CodeRule.REDIRECT_URI_IS_THE_SAME, () -> sameRedirectUri(request, code));
    trace.require(CodeRule.VERIFIER_MATCHES_CHALLENGE, () -> verified(request, code));
    trace.require(CodeRule.KEY_IS_THE_AUTHORIZED_ONE, () -> boundTo(sender, code));
    return code;
  }

  private StoredCode known(CodeRequest request) {
    return codes.find(request.code()).orElseThrow(() -> refused("authorization_code_not_found"));
  }

  private static void issuedTo(Client client, StoredCode code) {
    if (!code.clientId().equals(client.clientId())) {
      throw refused("client_mismatch")
          .comparing("issued to", code.clientId())
          .comparing("presented by", client.clientId());
    }
  }

  private void unused(Client client, StoredCode code, Instant now) {
    if (code.redeemedAt() != null) {
      replay.answer(client, code, now);
      throw refused("authorization_code_replayed").comparing("redeemed at", code.redeemedAt());
    }
  }

  private static void notRevoked(StoredCode code) {
    if (code.revokedAt() != null) {
      throw refused("authorization_code_revoked");
    }
  }

  /** A profile that came after the code shortens its life. */
  private static void fresh(StoredCode code, SecurityProfile profile, Instant now) {
    Duration issuedFor = Duration.between(code.issuedAt(), code.expiresAt());
    Instant expiry = code.issuedAt().plus(profile.codeLifetime(issuedFor));
    if (!expiry.isAfter(now)) {
      throw refused("authorization_code_expired")
          .comparing("expired at", expiry)
          .comparing("now", now);
    }
  }

  private static void sameRedirectUri(CodeRequest request, StoredCode code) {
    String sent =
        request
            .redirectUri()
            .orElseThrow(
                () ->
                    OAuthError.invalidRequest("missing_redirect_uri", "redirect_uri is missing."));
    if (!sent.equals(code.redirectUri())) {
      throw refused("redirect_uri_mismatch")
          .comparing("presented", sent)
          .comparing("authorized", code.redirectUri());
    }
  }

  private static void verified(CodeRequest request, StoredCode code) {
    Optional<CodeVerifier> verifier = request.verifier();
    if (code.codeChallenge() == null) {
      // A verifier for a code without challenge is the mark of a PKCE downgrade (RFC 9700 §4.8.2).
      if (verifier.isPresent()) {
        throw refused("code_verifier_mismatch");
      }
      return;
    }
    if (verifier.isEmpty()) {
      throw refused("missing_code_verifier");
    }
    if (!"S256".equals(code.codeChallengeMethod())) {
      throw refused("unsupported_code_challenge_method");
    }
    if (!verifier.get().isWellFormed()) {
      throw refused("malformed_code_verifier");
    }
    if (!verifier.get().matches(code.codeChallenge())) {
      throw refused("code_verifier_mismatch");
    }
  }

  private static void boundTo(Sender sender, StoredCode code) {
    String proven = sender.provenKey().orElse("");
    if (code.dpopJkt() != null && !ConstantTime.equal(code.dpopJkt(), proven)) {
      throw refused("dpop_jkt_mismatch")
          .comparing("authorized for", code.dpopJkt())
          .comparing("proven", proven);
    }
  }

  /** One description for all: which check failed is nobody's business but the operator's. */
  static OAuthError refused(String reason) {
    return OAuthError.invalidGrant(reason, "The authorization code cannot be redeemed.");
  }
}
