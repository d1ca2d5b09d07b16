package dev.lockspire.http;

/** Hears of every refused request, on the request's own thread: it must not make it wait. */
@FunctionalInterface
public interface RefusalObserver {
  RefusalObserver NOBODY = refusal -> {};

  void refused(Refusal refusal);
}
