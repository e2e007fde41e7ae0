package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tells whether two tasks were given the same: their contents, as far as the keys are there. */
final class InputDifferences {
  private InputDifferences() {}

  static List<String> of(DecisionRecord left, DecisionRecord right, Payloads payloads)
      throws IOException {
    TreeSet<String> slots = new TreeSet<>(left.payloads().keySet());
    slots.addAll(right.payloads().keySet());
    slots.removeIf(slot -> !slot.startsWith("input."));
    List<String> told = new ArrayList<>();
    int same = 0;
    for (String slot : slots) {
      SealedPayload one = left.payloads().get(slot);
      SealedPayload other = right.payloads().get(slot);
      if (one == null || other == null) {
        told.add(slot + ": in the " + (one == null ? "second" : "first") + " alone");
      } else if (one.size() != other.size() || !one.mediaType().equals(other.mediaType())) {
        told.add(
            slot
                + ": "
                + one.mediaType()
                + ", "
                + one.size()
                + " bytes | "
                + other.mediaType()
                + ", "
                + other.size()
                + " bytes");
      } else {
        try {
          Optional<byte[]> first = payloads.open(left, slot);
          Optional<byte[]> second = payloads.open(right, slot);
          if (first.isEmpty() || second.isEmpty()) {
            told.add(slot + ": of the same kind and size; what it holds is sealed");
          } else if (!Arrays.equals(first.get(), second.get())) {
            told.add(slot + ": of the same kind and size, but other bytes");
          } else {
            same++;
          }
        } catch (IllegalArgumentException e) {
          told.add(slot + ": damaged: it " + e.getMessage());
        }
      }
    }
    told.add(Words.count(same, "input") + " of the same bytes.");
    return told;
  }
}
