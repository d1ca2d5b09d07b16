/** Tests that start Jetty themselves: several nodes, a log of their own. */
package dev.lockspire.it.jetty;
