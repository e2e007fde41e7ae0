package io.consilium.governance.ledger.internal;

import java.util.List;

/** What came of asking a witness. */
sealed interface WitnessAnswer {

  /** It cosigned: valid signature lines, at least one. */
  record Cosigned(List<String> lines) implements WitnessAnswer {
    public Cosigned {
      lines = List.copyOf(lines);
    }
  }

  /** It did not answer in time, or not with a cosignature. */
  record Away(String code) implements WitnessAnswer {}

  /**
   * It holds another history of this log.
   *
   * @param held size of the checkpoint it holds; 0 if it did not say
   */
  record Conflict(String code, long held) implements WitnessAnswer {}
}
