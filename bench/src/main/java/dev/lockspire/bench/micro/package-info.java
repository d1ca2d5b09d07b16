/**
 * JMH micro-benchmarks of what a request spends its time on. They build parts of the library by
 * hand, on a throw-away database, and never a server.
 */
package dev.lockspire.bench.micro;
