/** How long the console's lists take when the tables are large: {@code bin/bench --console}. */
package dev.lockspire.bench.console;
