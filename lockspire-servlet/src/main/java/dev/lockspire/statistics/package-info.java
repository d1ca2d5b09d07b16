/**
 * What happened in each hour: counted in memory on every node, added up in the database off the
 * request path, for the console's charts. Not for billing: a node that dies takes some seconds of
 * counts along.
 */
package dev.lockspire.statistics;
