/** CPU time and SQL statements of other processes, medians, and the one table. */
package dev.lockspire.bench.measure;
