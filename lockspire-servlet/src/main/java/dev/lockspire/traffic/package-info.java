/**
 * What the accepted requests of clients are like: counted in memory on every node, added up in the
 * database off the request path. Judges nothing; knows no secrets and no people. Not for billing: a
 * node that dies takes a second of counts along.
 */
package dev.lockspire.traffic;
