package io.consilium.governance.auditor;

import io.consilium.api.ledger.Body.PayloadRead;
import java.io.IOException;
import java.util.List;

/** Where it goes on record that a person reads payloads. */
@FunctionalInterface
public interface PayloadReads {

  /**
   * Puts a reading on record; what was read is shown only if this returns.
   *
   * @param slots what is read; not empty
   * @param name who reads
   * @param why the reason, in his own words
   * @throws IOException if it cannot be recorded; the message says what to do
   */
  void record(List<PayloadRead.Slot> slots, String name, String why) throws IOException;
}
