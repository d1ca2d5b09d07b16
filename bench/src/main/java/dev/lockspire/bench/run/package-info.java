/** Starts what is measured, measures it, prints the table, and stops everything again. */
package dev.lockspire.bench.run;
