package dev.lockspire.http;

/**
 * A protocol surface: a function from what arrived to what is answered.
 *
 * <p>It never sees the servlet API, so it is tested without a container.
 */
@FunctionalInterface
public interface Endpoint {

  /**
   * @throws OAuthError when the request is refused; rendered in one place, see {@link ErrorReply}
   */
  Reply handle(Call call);
}
