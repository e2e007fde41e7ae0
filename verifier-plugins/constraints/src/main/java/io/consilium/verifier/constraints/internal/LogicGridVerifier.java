package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.GridSolution;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.CallContext;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.time.Duration;
import java.util.Map;

/**
 * Checks what is said of the solutions of a logic grid puzzle. Thread-safe; a search that does not
 * end in time is undecided.
 */
final class LogicGridVerifier implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "constraints.logic-grid",
          "Checks that the solution of a logic grid puzzle keeps every clue, and by a search of its"
              + " own that there is no other, or none.",
          Map.of(
              "grid", Vocabulary.mediaType(LogicGrid.class),
              "solution", Vocabulary.mediaType(GridSolution.class)),
          Duration.ofSeconds(60));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) {
    return Claims.judge(claim, LogicGrid.class, CluePuzzle::of, context);
  }
}
