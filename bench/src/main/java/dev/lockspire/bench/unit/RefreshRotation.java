package dev.lockspire.bench.unit;

import dev.lockspire.bench.wire.Answer;
import dev.lockspire.bench.wire.Visitor;

/** Each unit spends the refresh token that the one before it brought (RFC 6749 §6). */
final class RefreshRotation implements Visitor {
  private final Provider provider;
  private final CodeClient client;
  private String token;

  RefreshRotation(Provider provider, CodeClient client, String token) {
    this.provider = provider;
    this.client = client;
    this.token = token;
  }

  @Override
  public byte[] request() {
    return client.refresh(provider, token);
  }

  @Override
  public boolean answered(Answer answer) {
    token = Expect.member("refresh_token", answer);
    return true;
  }
}
