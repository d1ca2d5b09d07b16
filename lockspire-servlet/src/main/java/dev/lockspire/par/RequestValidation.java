package dev.lockspire.par;

import dev.lockspire.client.Client;
import dev.lockspire.http.Parameters;

/** The rules of {@code /authorize}, as the push endpoint asks for them. */
@FunctionalInterface
public interface RequestValidation {

  /**
   * @param signed whether a request object says it
   * @throws dev.lockspire.http.OAuthError when {@code asked} would not be a right request of {@code
   *     client}
   */
  void check(String issuer, Client client, Parameters asked, boolean signed);
}
