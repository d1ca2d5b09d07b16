package dev.lockspire.it;

import java.net.URI;

/** The shop as its partners know it: addresses and registered clients. */
public final class Shop {

  /** Where the shop answers, without a trailing slash. */
  public static final URI BASE = Container.base(Deployments.SHOP);

  public static final String ISSUER = BASE + "/lockspire";

  /** The public client of the README. */
  public static final String PARTNER = "partner-app";

  public static final URI PARTNER_CALLBACK = URI.create("http://127.0.0.1:8999/callback");

  /** A confidential client whose secret has to be encoded before it may go into a header. */
  public static final String BACK_OFFICE = "back-office";

  public static final String BACK_OFFICE_SECRET = "back-office-secret:%41";

  public static final URI BACK_OFFICE_CALLBACK = URI.create("http://127.0.0.1:8999/back-office");

  public static final URI SIGNED_OUT = URI.create("http://127.0.0.1:8999/signed-out");

  /** A confidential client that others' tokens do not concern. */
  public static final String PASSER_BY = "passer-by";

  public static final String PASSER_BY_SECRET = "pQ7mZr2Vx9KfT4sWb8NcYd1HgJ6LuE3oAiR5tCwXk0M";

  private Shop() {}
}
