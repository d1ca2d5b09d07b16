package dev.lockspire.senderconstraint;

/** What a DPoP nonce was handed out for; one is worthless for the other (RFC 9449 §8, §9). */
public enum NoncePurpose {
  AUTHORIZATION_SERVER,
  RESOURCE_SERVER
}
