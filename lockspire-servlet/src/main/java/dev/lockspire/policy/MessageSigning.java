package dev.lockspire.policy;

/**
 * Which messages the Message Signing profile demands to be signed: its parts are independent of one
 * another (FAPI 2.0 Message Signing §5.3 to §5.5), so operators choose. It counts for clients that
 * the profile holds for, and for nobody else.
 *
 * @param requestObjects whether they must sign their authorization requests (RFC 9101)
 * @param authorizationResponses whether they must ask for signed authorization responses (JARM)
 * @param introspectionResponses whether they must ask for signed introspection responses (RFC 9701)
 */
public record MessageSigning(
    boolean requestObjects, boolean authorizationResponses, boolean introspectionResponses) {

  /** What holds until an operator decides: responses are signed, requests need not be. */
  public static MessageSigning defaults() {
    return new MessageSigning(false, true, true);
  }
}
