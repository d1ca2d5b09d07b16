package dev.lockspire.host;

/** Who is signed in to the host in the browser that sent a request. */
public sealed interface CurrentAccount {

  /** Somebody is. */
  record SignedIn(AuthenticatedAccount authentication) implements CurrentAccount {}

  /** Nobody is: the person has to be sent to the host's login. */
  record NotSignedIn() implements CurrentAccount {}

  static CurrentAccount signedIn(AuthenticatedAccount authentication) {
    return new SignedIn(authentication);
  }

  static CurrentAccount notSignedIn() {
    return new NotSignedIn();
  }
}
