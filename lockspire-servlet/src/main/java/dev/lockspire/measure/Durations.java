package dev.lockspire.measure;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Durations of one kind, counted by upper bound. */
final class Durations {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Upper bounds in seconds; beyond the last is one more bucket. */
  static final List<Double> BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.size() + 1);
  private final LongAdder nanos = new LongAdder();

  void record(long duration) {
    double seconds = duration / NANOS_PER_SECOND;
    int bucket = 0;
    while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
      bucket++;
    }
    buckets.incrementAndGet(bucket);
    nanos.add(duration);
  }

  /** By bucket, not added up. */
  long[] counts() {
    long[] counts = new long[buckets.length()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.get(i);
    }
    return counts;
  }

  long count() {
    long count = 0;
    for (long one : counts()) {
      count += one;
    }
    return count;
  }

  long nanos() {
    return nanos.sum();
  }

  double seconds() {
    return nanos.sum() / NANOS_PER_SECOND;
  }
}
