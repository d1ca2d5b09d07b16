package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Requests;
import java.util.LinkedHashMap;
import java.util.Map;

/** A confidential client of the code flow that authenticates with a secret. */
record CodeClient(String clientId, String secret) implements FlowClient {

  @Override
  public String authorizationTarget(Provider provider, String scope, long serial) {
    Map<String, String> query = FlowClient.request(scope, serial);
    query.put("client_id", clientId);
    return provider.path("authorization_endpoint") + '?' + Requests.form(query);
  }

  byte[] redemption(Provider provider, String code) {
    return authenticated(provider, "token_endpoint", FlowClient.redemption(code));
  }

  @Override
  public Answer redeem(Provider provider, String code) {
    return Exchange.once(provider, redemption(provider, code));
  }

  byte[] refresh(Provider provider, String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return authenticated(provider, "token_endpoint", form);
  }

  byte[] introspection(Provider provider, String token) {
    return authenticated(provider, "introspection_endpoint", Map.of("token", token));
  }

  byte[] authenticated(Provider provider, String endpoint, Map<String, String> form) {
    return provider
        .requests()
        .post(provider.path(endpoint), Requests.basic(clientId, secret), Requests.form(form));
  }
}
