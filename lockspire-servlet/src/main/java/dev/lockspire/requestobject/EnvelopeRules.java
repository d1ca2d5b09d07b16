package dev.lockspire.requestobject;

import dev.lockspire.client.Client;
import dev.lockspire.client.RequestObjectMetadata;
import dev.lockspire.http.OAuthError;
import dev.lockspire.keys.CompactJws;
import dev.lockspire.keys.EncryptedJwt;
import dev.lockspire.keys.OwnDecryption;
import dev.lockspire.policy.ContentEncryption;
import dev.lockspire.policy.KeyManagementAlgorithm;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.remotejwks.ClientSignatures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a request object is wrapped in: its encryption (RFC 9101 §6.1) and its signature (§6.2). */
final class EnvelopeRules {
  private static final Set<String> TYPES = Set.of("oauth-authz-req+jwt", "jwt");

  /**
   * With SHA-1, for clients that know no better: taken where no profile forbids it, never named.
   */
  private static final String RSA_OAEP = "RSA-OAEP";

  private final OwnDecryption decryption;
  private final ClientSignatures signatures;

  EnvelopeRules(OwnDecryption decryption, ClientSignatures signatures) {
    this.decryption = decryption;
    this.signatures = signatures;
  }

  /**
   * An encrypted object that may be opened.
   *
   * @param algorithm whose keys it was encrypted to
   */
  record Sealed(EncryptedJwt jwt, KeyManagementAlgorithm algorithm) {}

  /** By what it may be encrypted: a list of ours, and what its client registered. */
  Sealed encryption(String object, Client client, SecurityProfile profile) {
    RequestObjectMetadata registered = client.requestObjects();
    return EncryptedJwt.of(object)
        // Compression tells of the plain text by its length; of extensions we use none.
        .filter(jwt -> !jwt.header().containsKey("zip") && !jwt.header().containsKey("crit"))
        .filter(jwt -> allows(registered, jwt.header("enc")))
        .flatMap(
            jwt ->
                algorithm(jwt.header("alg").orElse(""), registered, profile)
                    .map(algorithm -> new Sealed(jwt, algorithm)))
        .orElseThrow(EnvelopeRules::undecipherable);
  }

  private static boolean allows(RequestObjectMetadata registered, Optional<String> enc) {
    Optional<ContentEncryption> content = enc.flatMap(ContentEncryption::ofWireName);
    return content.isPresent()
        && (registered.contentEncryption().isEmpty()
            || registered.contentEncryption().equals(content));
  }

  private static Optional<KeyManagementAlgorithm> algorithm(
      String name, RequestObjectMetadata registered, SecurityProfile profile) {
    if (name.equals(RSA_OAEP)) {
      return profile.isFapi() || registered.encryption().isPresent()
          ? Optional.empty()
          : Optional.of(KeyManagementAlgorithm.RSA_OAEP_256);
    }
    Optional<KeyManagementAlgorithm> algorithm = KeyManagementAlgorithm.ofWireName(name);
    return registered.encryption().isEmpty() || registered.encryption().equals(algorithm)
        ? algorithm
        : Optional.empty();
  }

  String decrypted(Sealed sealed) {
    return decryption
        .open(sealed.jwt(), sealed.algorithm())
        .orElseThrow(EnvelopeRules::undecipherable);
  }

  void hasKeys(Client client) {
    if (client.jwks().isEmpty() && client.metadata().jwksUri() == null) {
      throw RequestObjects.refused(
          "client_jwks_missing", "The application has no keys to verify a request object with.");
    }
  }

  SignedObject jwt(String object) {
    return CompactJws.of(object, EncryptedJwt.MAX_CHARACTERS)
        .filter(EnvelopeRules::understood)
        .flatMap(jws -> jws.claims().map(claims -> new SignedObject(jws, claims)))
        .orElseThrow(
            () ->
                RequestObjects.refused(
                    "invalid_request_object_jwt", "The request object is no signed JWT."));
  }

  /** A critical extension is one we would have to understand (RFC 7515 §4.1.11); we use none. */
  private static boolean understood(CompactJws jws) {
    Object kid = jws.header().get("kid");
    return !jws.header().containsKey("crit") && (kid == null || kid instanceof String);
  }

  /** One of its profile, and the one that its client registered if it did. */
  void algorithm(SignedObject object, Client client, SecurityProfile profile) {
    Optional<SigningAlgorithm> registered = client.requestObjects().signing();
    List<String> allowed =
        profile.algorithmNames().stream()
            .filter(name -> registered.isEmpty() || registered.get().wireName().equals(name))
            .toList();
    String algorithm = object.jws().header("alg").orElse("");
    if (!allowed.contains(algorithm)) {
      throw RequestObjects.refused(
              "invalid_request_object_signature",
              "The request object is not signed by an algorithm that is allowed here.")
          .comparing("alg", algorithm)
          .comparing("allowed", String.join(" ", allowed));
    }
  }

  void signature(SignedObject object, Client client) {
    ClientSignatures.Verdict verdict = signatures.verify(client, object.jws());
    if (verdict instanceof ClientSignatures.Unverified unverified) {
      throw unverified
          .unavailable()
          .map(
              reason ->
                  RequestObjects.refused(
                      reason, "The keys of the application cannot be had just now."))
          .orElseGet(
              () ->
                  RequestObjects.refused(
                      "invalid_request_object_signature",
                      "The request object is not signed with a key of the application."));
    }
  }

  void type(SignedObject object) {
    Object type = object.jws().header().get("typ");
    boolean right =
        type == null
            || (type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT)));
    if (!right) {
      throw RequestObjects.refused(
              "invalid_request_object_typ", "The typ of the JWT is not that of a request object.")
          .comparing("typ", type);
    }
  }

  /** One answer to all that can be wrong: what a key of ours makes of a ciphertext is a secret. */
  private static OAuthError undecipherable() {
    return RequestObjects.refused(
        "invalid_request_object_decryption", "The request object could not be decrypted.");
  }
}
