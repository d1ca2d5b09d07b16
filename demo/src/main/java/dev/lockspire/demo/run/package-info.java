/**
 * The runner behind {@code bin/demo}: options, data folder, embedded PostgreSQL, embedded Jetty
 * around the WAR, and an orderly stop. It is not part of the WAR and touches none of its classes:
 * everything the WAR shall know travels as a context-param.
 */
package dev.lockspire.demo.run;
