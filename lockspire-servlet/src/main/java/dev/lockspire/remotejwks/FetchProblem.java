package dev.lockspire.remotejwks;

import dev.lockspire.outbound.OutboundResult.Failure;
import dev.lockspire.outbound.TargetReason;
import java.util.Optional;

/** Why a key set could not be had. */
record FetchProblem(
    Subreason subreason, Optional<Integer> httpStatus, Optional<String> targetReason) {

  static FetchProblem of(Subreason subreason) {
    return new FetchProblem(subreason, Optional.empty(), Optional.empty());
  }

  static FetchProblem of(Failure failure) {
    return new FetchProblem(
        // Each cause bears the name of a subreason.
        Subreason.valueOf(failure.cause().name()),
        failure.status().isPresent() ? Optional.of(failure.status().getAsInt()) : Optional.empty(),
        failure.target().map(TargetReason::wireName));
  }

  /** The reason code of the request that needed the keys. */
  String reason() {
    return subreason == Subreason.INVALID_FORMAT
        ? KeysUnavailable.INVALID
        : KeysUnavailable.FETCH_FAILED;
  }
}
