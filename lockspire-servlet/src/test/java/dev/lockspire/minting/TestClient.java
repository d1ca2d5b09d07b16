package dev.lockspire.minting;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lockspire.client.AuthMethod;
import dev.lockspire.client.Client;
import dev.lockspire.client.ClientMetadata;
import dev.lockspire.client.ClientType;
import dev.lockspire.client.Inheritable;
import dev.lockspire.client.StoredSecrets;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clients for tests: what matters to a test is named, everything else is as unset as can be. */
public final class TestClient {
  private final String clientId;
  private final Map<String, Object> metadata = new HashMap<>();
  private final Map<String, Object> extra = new HashMap<>();
  private Optional<Map<String, Object>> jwks = Optional.empty();

  private TestClient(String clientId) {
    this.clientId = clientId;
    with("clientType", ClientType.CONFIDENTIAL);
    with("applicationType", ClientMetadata.ApplicationType.WEB);
    with("tokenEndpointAuthMethod", AuthMethod.CLIENT_SECRET_BASIC);
    with("parPolicy", Inheritable.Par.INHERIT);
    with("dpopPolicy", Inheritable.Dpop.INHERIT);
    with("securityProfile", Inheritable.Profile.INHERIT);
    with("subjectType", ClientMetadata.SubjectType.PUBLIC);
    with("introspectionScope", ClientMetadata.IntrospectionScope.OWN);
    with("backchannelTokenDeliveryMode", ClientMetadata.DeliveryMode.POLL);
  }

  public static TestClient named(String clientId) {
    return new TestClient(clientId);
  }

  public TestClient grants(String... types) {
    return with("allowedGrantTypes", List.of(types));
  }

  public TestClient scopes(String... scopes) {
    return with("allowedScopes", List.of(scopes));
  }

  /** Sets a component of {@link ClientMetadata} by its name. */
  public TestClient with(String component, Object value) {
    metadata.put(component, value);
    return this;
  }

  /** Sets a member that has no component of its own. */
  public TestClient extra(String member, Object value) {
    extra.put(member, value);
    return this;
  }

  /** Registers the public halves of {@code keys} by value. */
  public TestClient keys(JWK... keys) {
    jwks = Optional.of(new JWKSet(List.of(keys)).toJSONObject(true));
    return this;
  }

  public Client build() {
    return new Client(
        1,
        clientId,
        metadata(),
        StoredSecrets.none(),
        true,
        Client.Provenance.OPERATOR,
        Instant.EPOCH,
        jwks,
        Map.copyOf(extra));
  }

  private ClientMetadata metadata() {
    RecordComponent[] components = ClientMetadata.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(c -> metadata.getOrDefault(c.getName(), unset(c.getType())))
            .toArray();
    try {
      Constructor<ClientMetadata> constructor = ClientMetadata.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object unset(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    return type == List.class ? List.of() : null;
  }
}
