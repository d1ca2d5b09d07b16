/** Who Billingo's people are, who is signed in, and what it tells Lockspire about them. */
package dev.lockspire.demo.account;
