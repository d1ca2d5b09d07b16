package dev.lockspire.bench.run;

import dev.lockspire.bench.wire.ClosedLoop.Bounds;
import dev.lockspire.bench.wire.Tally;

/** Work that can be repeated at a number of connections. */
@FunctionalInterface
interface Load {
  Tally run(int connections, Bounds bounds) throws Exception;
}
