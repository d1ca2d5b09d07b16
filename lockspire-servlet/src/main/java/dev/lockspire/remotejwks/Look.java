package dev.lockspire.remotejwks;

/** What a look at a {@code jwks_uri} brought. */
sealed interface Look {

  /**
   * @param fetched whether it was fetched just now; otherwise it was in memory
   */
  record Had(RemoteKeySet set, boolean fetched) implements Look {}

  /**
   * @param cached whether there are keys in memory none the less
   */
  record Failed(FetchProblem problem, boolean cached) implements Look {}

  /** It is too soon to fetch the set again. */
  record TooSoon() implements Look {}
}
