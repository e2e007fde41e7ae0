package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what a task was given. */
final class Inputs {
  private static final String LABELS = "labels";

  private Inputs() {}

  /** One line for each input: its role, what it is, and its label as far as the key is there. */
  static List<String> of(DecisionRecord record, Body.TaskAdmitted admitted, Payloads payloads)
      throws IOException {
    Optional<JsonNode> labels = payloads.json(record, LABELS);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < admitted.roles().size(); i++) {
      SealedPayload payload = record.payloads().get("input." + i);
      String content =
          payload == null
              ? ""
              : ", " + payload.mediaType() + ", " + Words.count(payload.size(), "byte");
      Optional<String> label =
          labels.isPresent()
              ? Optional.of(labels.get().path(i).asText())
              : payloads.words(record, "label." + i);
      lines.add(
          Plain.line(
              "input " + admitted.roles().get(i) + content + label.map(": "::concat).orElse("")));
    }
    if (labels.isEmpty() && record.payloads().containsKey(LABELS)) {
      lines.add("labels of the inputs: (sealed: their key is not here)");
    }
    return lines;
  }
}
