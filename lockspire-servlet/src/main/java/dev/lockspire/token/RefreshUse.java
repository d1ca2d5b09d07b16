package dev.lockspire.token;

/** How a presented refresh token relates to the one rotation it is good for. */
sealed interface RefreshUse {

  /** It has not been used: rotate it. */
  record First(StoredRefreshToken token) implements RefreshUse {}

  /** Its answer got lost, or two tabs were at it: hand out the same successor again. */
  record Retry(StoredRefreshToken token, String successor) implements RefreshUse {
    @Override
    public String toString() {
      return "Retry[" + token + "]";
    }
  }

  /** It was used or revoked before: somebody else may hold it, so its family dies. */
  record Reuse(StoredRefreshToken token) implements RefreshUse {}
}
