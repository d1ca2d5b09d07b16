package dev.lockspire.clientauth;

import dev.lockspire.audit.Telemetry;
import dev.lockspire.audit.TelemetryEvent;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientSecrets;
import dev.lockspire.client.Clients;
import dev.lockspire.http.Call;
import dev.lockspire.http.OAuthError;
import dev.lockspire.policy.SecurityProfile;
import dev.lockspire.policy.ServerPolicy;
import dev.lockspire.storage.StorageFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Establishes which client is calling (RFC 6749 §3.2.1). Runs on every request that a client sends,
 * so it asks the database nothing while the client is in memory.
 *
 * <p>Whoever fails learns nothing from it: an unknown client, a wrong secret and a wrong method get
 * one and the same answer, after the same work.
 */
public final class ClientAuthenticator {
  private static final String CHALLENGE = "Basic realm=\"Lockspire Token Endpoint\"";

  private final Clients clients;
  private final ClientSecrets secrets;
  private final List<ClientAuthMethod> methods;
  private final Supplier<ServerPolicy> policy;
  private final Telemetry telemetry;

  public ClientAuthenticator(
      Clients clients,
      ClientSecrets secrets,
      List<ClientAuthMethod> methods,
      Supplier<ServerPolicy> policy,
      Telemetry telemetry) {
    this.clients = clients;
    this.secrets = secrets;
    this.methods = List.copyOf(methods);
    this.policy = policy;
    this.telemetry = telemetry;
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
    Credentials credentials = null;
    try {
      credentials = CredentialsReader.read(call);
      Client client = verified(call, credentials, surface);
      succeeded(client);
      return client;
    } catch (Refused refused) {
      failed(credentials, refused.reason());
      throw explained(challenge(call, refused.reason()), credentials);
    } catch (StorageFailure unreachable) {
      failed(credentials, "client_lookup_failed");
      throw OAuthError.serverError("client_lookup_failed", "The client could not be looked up.");
    }
  }

  private Client verified(Call call, Credentials credentials, ProtocolSurface surface) {
    Optional<Client> found = clients.find(credentials.clientId());
    Optional<ClientAuthMethod> method =
        found.flatMap(client -> registeredMethod(client, credentials));
    if (method.isEmpty()) {
      asMuchWork(credentials);
      throw new Refused(
          found.isEmpty() ? "invalid_client" : "unsupported_token_endpoint_auth_method");
    }
    Client client = found.get();
    method.get().verify(client, credentials, call);
    // Judged after the proof: only the client itself could tell these cases apart by their timing.
    AuthMethod proved = method.get().method();
    if (!client.active()) {
      throw new Refused("client_disabled");
    }
    if (!surface.accepts(proved)) {
      throw new Refused("auth_method_not_allowed_here");
    }
    if (!allows(client.profile(policy.get()), proved)) {
      throw new Refused("incompatible_with_fapi_2_0");
    }
    return client;
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

  private void asMuchWork(Credentials credentials) {
    if (credentials instanceof Credentials.Basic basic) {
      secrets.compareWithNobody(basic.secret().reveal());
    } else if (credentials instanceof Credentials.Post post) {
      secrets.compareWithNobody(post.secret().reveal());
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

  private void succeeded(Client client) {
    telemetry.emit(
        TelemetryEvent.CLIENT_AUTH_SUCCESS,
        Map.of(
            "client_id",
            client.clientId(),
            "auth_method",
            client.metadata().tokenEndpointAuthMethod().wireName()));
  }

  private void failed(Credentials credentials, String reason) {
    // What an unknown caller claims to be is its own text: it is told only when it is somebody.
    String clientId =
        credentials == null || reason.equals("invalid_client") ? "" : credentials.clientId();
    telemetry.emit(
        TelemetryEvent.CLIENT_AUTH_FAILED,
        Map.of(
            "client_id",
            clientId,
            "auth_method",
            credentials == null ? "" : presented(credentials),
            "reason_code",
            reason));
  }

  private static String presented(Credentials credentials) {
    if (credentials instanceof Credentials.Basic) {
      return AuthMethod.CLIENT_SECRET_BASIC.wireName();
    }
    if (credentials instanceof Credentials.Post) {
      return AuthMethod.CLIENT_SECRET_POST.wireName();
    }
    return credentials instanceof Credentials.Assertion ? "client_assertion" : "client_id";
  }

  /**
   * What discovery lists for {@code surface} ({@code token_endpoint_auth_methods_supported} and its
   * like, RFC 8414 §2): the methods that are really there and that {@code profile} allows.
   */
  public List<String> methodNames(ProtocolSurface surface, SecurityProfile profile) {
    return methods.stream()
        .map(ClientAuthMethod::method)
        .filter(method -> surface.accepts(method) && allows(profile, method))
        .map(AuthMethod::wireName)
        .toList();
  }
}
