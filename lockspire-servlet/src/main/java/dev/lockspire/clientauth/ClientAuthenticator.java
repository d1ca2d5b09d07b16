package dev.lockspire.clientauth;

import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.CertificateSubject;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.client.Clients;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.policy.SigningAlgorithm;
import dev.lockspire.replay.SingleUse;
import dev.lockspire.replay.SingleUses;
import dev.lockspire.storage.StorageFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Establishes which client is calling (RFC 6749 §3.2.1). Runs on every request that a client sends,
 * so it asks the database nothing while the client is in memory.
 *
 * <p>Whoever fails learns nothing from it: an unknown client, a wrong secret and a wrong method get
 * one and the same answer, after the same work.
 */
public final class ClientAuthenticator {
  static final String ASSERTION_METHOD_NOT_ALLOWED = "client_assertion_auth_method_not_allowed";
  static final String METHOD_NOT_ALLOWED_HERE = "auth_method_not_allowed_here";

  private static final String CHALLENGE = "Basic realm=\"Lockspire Token Endpoint\"";

  private final Clients clients;
  private final ClientSecrets secrets;
  private final List<ClientAuthMethod> methods;
  private final SingleUses uses;
  private final Supplier<ServerPolicy> policy;
  private final AuthenticationEvidence evidence;
  private final AssertionRules assertions;

  /**
   * @param uses remembers what may be used once only
   * @param assertions the rules that the methods with assertions were given
   */
  public ClientAuthenticator(
      Clients clients,
      ClientSecrets secrets,
      List<ClientAuthMethod> methods,
      SingleUses uses,
      Supplier<ServerPolicy> policy,
      AuthenticationEvidence evidence,
      AssertionRules assertions) {
    this.clients = clients;
    this.secrets = secrets;
    this.methods = methods.stream().filter(ClientAuthMethod::available).toList();
    this.uses = uses;
    this.policy = policy;
    this.evidence = evidence;
    this.assertions = assertions;
  }

  /**
   * The client that {@code call} comes from; it is active, and proved itself by the method it is
   * registered for.
   *
   * @param surface the endpoint that asks
   * @throws OAuthError 401 {@code invalid_client} for whatever is wrong with the credentials, 400
   *     {@code invalid_request} when one was sent twice, 500 when the client cannot be looked up
   */
  public Client authenticate(Call call, ProtocolSurface surface) {
    ExaminedClient examined = examine(call, surface);
    claim(call, examined, Optional.empty());
    return examined.client();
  }

  /**
   * The first half of {@link #authenticate}: everything but the replay of what the client proved
   * itself with. Nothing may be done for the client before {@link #claim}.
   *
   * @throws OAuthError as {@link #authenticate}
   */
  public ExaminedClient examine(Call call, ProtocolSurface surface) {
    Credentials credentials = null;
    Optional<Client> found = Optional.empty();
    try {
      credentials = CredentialsReader.read(call);
      found = clients.find(credentials.clientId());
      return verified(call, found, credentials, surface);
    } catch (Refused refused) {
      throw failed(call, credentials, found, refused);
    } catch (StorageFailure unreachable) {
      evidence.failed(found, presented(credentials), new Refused("client_lookup_failed"));
      throw OAuthError.serverError("client_lookup_failed", "The client could not be looked up.");
    }
  }

  /**
   * The second half of {@link #authenticate}: uses up what the client proved itself with, and with
   * it, in the same statement, the DPoP proof that the request carries.
   *
   * @return false when that proof was used before
   * @throws OAuthError 401 {@code invalid_client} when the client's own proof was used before, or
   *     that cannot be known
   */
  public boolean claim(Call call, ExaminedClient examined, Optional<SingleUse.Proof> proof) {
    return claim(call, examined, id -> claimed(id, proof)).proof();
  }

  /**
   * As {@link #claim(Call, ExaminedClient, Optional)}, for who writes something else in the same
   * statement.
   *
   * @param step uses up the client's own proof, if it has one that may be used once only
   * @return what {@code step} answers
   */
  public SingleUses.Fresh claim(
      Call call,
      ExaminedClient examined,
      Function<Optional<SingleUse.AssertionId>, SingleUses.Fresh> step) {
    try {
      SingleUses.Fresh fresh = step.apply(examined.use());
      if (examined.use().isPresent()) {
        assertions.isNew(fresh.assertion());
      }
      evidence.succeeded(examined);
      return fresh;
    } catch (Refused refused) {
      throw failed(call, examined.credentials(), Optional.of(examined.client()), refused);
    }
  }

  private SingleUses.Fresh claimed(
      Optional<SingleUse.AssertionId> id, Optional<SingleUse.Proof> proof) {
    try {
      return uses.claim(id, proof);
    } catch (StorageFailure unreachable) {
      if (id.isEmpty()) {
        throw OAuthError.serverError(
            "dpop_replay_store_failed", "The proof could not be checked for replay.");
      }
      throw new Refused("client_assertion_replay_store_failed");
    }
  }

  private ExaminedClient verified(
      Call call, Optional<Client> found, Credentials credentials, ProtocolSurface surface) {
    Optional<ClientAuthMethod> method =
        found.flatMap(client -> registeredMethod(client, credentials));
    if (method.isEmpty()) {
      asMuchWork(credentials, call);
      throw new Refused(
          found.isEmpty() ? "invalid_client" : "unsupported_token_endpoint_auth_method");
    }
    Client client = found.get();
    Optional<SingleUse.AssertionId> use = method.get().verify(client, credentials, call, surface);
    // Judged after the proof: only the client itself could tell these cases apart by their timing.
    AuthMethod proved = method.get().method();
    if (!client.active()) {
      throw new Refused("client_disabled");
    }
    if (!surface.accepts(proved)) {
      throw new Refused(METHOD_NOT_ALLOWED_HERE);
    }
    if (!allows(client.profile(policy.get()), proved)) {
      throw new Refused(
          proved == AuthMethod.CLIENT_SECRET_JWT
              ? ASSERTION_METHOD_NOT_ALLOWED
              : "incompatible_with_fapi_2_0");
    }
    return new ExaminedClient(client, credentials, use);
  }

  private Optional<ClientAuthMethod> registeredMethod(Client client, Credentials credentials) {
    AuthMethod registered = client.metadata().tokenEndpointAuthMethod();
    for (ClientAuthMethod method : methods) {
      if (method.method() == registered && method.handles(credentials)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /** FAPI 2.0 Security Profile §5.3.2.1: nothing that could be copied from a request. */
  private static boolean allows(SecurityProfile profile, AuthMethod method) {
    return !profile.isFapi() || method.provesPossession();
  }

  private void asMuchWork(Credentials credentials, Call call) {
    if (credentials instanceof Credentials.Basic basic) {
      secrets.compareWithNobody(basic.secret().reveal());
    } else if (credentials instanceof Credentials.Post post) {
      secrets.compareWithNobody(post.secret().reveal());
    } else if (credentials instanceof Credentials.IdOnly) {
      call.certificates().stream().findFirst().ifPresent(CertificateSubject::namesNobody);
    } else if (credentials instanceof Credentials.Assertion assertion) {
      assertions.verifyForNobody(assertion.jws());
    }
  }

  private static OAuthError challenge(Call call, String reason) {
    OAuthError error =
        OAuthError.of(401, "invalid_client", reason, "The client could not be authenticated.");
    return call.headers().all("Authorization").isEmpty()
        ? error
        : error.withHeader("WWW-Authenticate", CHALLENGE);
  }

  private static OAuthError explained(OAuthError error, Credentials credentials) {
    if (credentials == null) {
      return error;
    }
    // No second look at the client: its time would tell who is known.
    return error
        .comparing("client_id", credentials.clientId())
        .comparing("presented method", presented(credentials));
  }

  private OAuthError failed(
      Call call, Credentials credentials, Optional<Client> found, Refused refused) {
    evidence.failed(found, presented(credentials), refused);
    OAuthError error = explained(challenge(call, refused.reason()), credentials);
    for (Map.Entry<String, ?> compared : refused.compared().entrySet()) {
      error = error.comparing(compared.getKey(), compared.getValue());
    }
    return error;
  }

  private static String presented(Credentials credentials) {
    if (credentials == null) {
      return "";
    }
    if (credentials instanceof Credentials.Basic) {
      return AuthMethod.CLIENT_SECRET_BASIC.wireName();
    }
    if (credentials instanceof Credentials.Post) {
      return AuthMethod.CLIENT_SECRET_POST.wireName();
    }
    return credentials instanceof Credentials.Assertion ? "client_assertion" : "client_id";
  }

  /**
   * The id of the client that {@code call} says it comes from, which proves nothing. Empty when it
   * says so in no way that could succeed.
   */
  public Optional<String> claimed(Call call) {
    try {
      return Optional.of(CredentialsReader.read(call).clientId());
    } catch (Refused | OAuthError unreadable) {
      return Optional.empty();
    }
  }

  /**
   * What discovery lists for {@code surface} ({@code token_endpoint_auth_methods_supported} and its
   * like, RFC 8414 §2): the methods that are really there and that {@code profile} allows.
   */
  public List<String> methodNames(ProtocolSurface surface, SecurityProfile profile) {
    return offered(surface, profile).map(AuthMethod::wireName).toList();
  }

  /**
   * What may sign an assertion at {@code surface} under {@code profile}; as {@link #methodNames}.
   */
  List<String> signingAlgorithms(ProtocolSurface surface, SecurityProfile profile) {
    return offered(surface, profile)
        .sorted()
        .flatMap(
            method ->
                switch (method) {
                  case CLIENT_SECRET_JWT -> Stream.of(ClientSecretJwt.HS256);
                  case PRIVATE_KEY_JWT ->
                      profile.algorithms().stream().map(SigningAlgorithm::wireName);
                  default -> Stream.<String>empty();
                })
        .toList();
  }

  private Stream<AuthMethod> offered(ProtocolSurface surface, SecurityProfile profile) {
    return methods.stream()
        .map(ClientAuthMethod::method)
        .filter(method -> surface.announces(method) && allows(profile, method));
  }
}
