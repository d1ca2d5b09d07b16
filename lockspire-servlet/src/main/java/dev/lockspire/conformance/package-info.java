/**
 * What OAuth 2.1 and the FAPI 2.0 profiles demand of a client, requirement by requirement, and how
 * a client stands: by its registration, by the server's policy and by what its requests were like
 * lately. One list for whoever explains, previews or decides, so that they never disagree. Enforces
 * nothing; knows no pages.
 */
package dev.lockspire.conformance;
