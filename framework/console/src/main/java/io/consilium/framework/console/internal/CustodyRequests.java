package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.Body.KeyRotated;
import io.consilium.api.ledger.Body.PayloadRead.Slot;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.json.PersonName;
import java.util.ArrayList;
import java.util.List;

/** What people ask of the ledger itself: {@code forget}, {@code reading}, {@code rotate-key}. */
final class CustodyRequests {
  private final Custody custody;

  CustodyRequests(Custody custody) {
    this.custody = custody;
  }

  /**
   * Does what is asked.
   *
   * @throws IllegalArgumentException if it cannot be done as asked
   * @throws io.consilium.api.ledger.LedgerFailure if the ledger cannot write
   */
  ObjectNode answer(JsonNode request) {
    Custody.Asked asked =
        new Custody.Asked(
            request.path("tenant").asText("local"),
            Names.person(request, "asks"),
            request.path("why").asText());
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    switch (request.path("op").asText()) {
      case "forget" -> {
        Custody.Forgotten forgotten = custody.forget(what(request), asked);
        reply.put("unit", forgotten.unit()).put("payloads", forgotten.payloads());
        reply.put("record", forgotten.record().sequence());
      }
      case "reading" -> {
        List<DecisionRecord> records = custody.reading(slots(request), asked);
        records.forEach(record -> reply.withArray("records").add(record.sequence()));
      }
      default -> {
        DecisionRecord record = custody.rotateKey(asked);
        reply.put("record", record.sequence());
        reply.put("key", ((KeyRotated) record.body()).toKey());
      }
    }
    return reply;
  }

  /**
   * A task's id, which is in small letters as it is, or a subject as tasks were handed in for it.
   */
  private static String what(JsonNode request) {
    return PersonName.form(request.path("what").asText(), "whom to forget");
  }

  private static List<Slot> slots(JsonNode request) {
    List<Slot> slots = new ArrayList<>();
    for (JsonNode slot : request.path("slots")) {
      slots.add(new Slot(slot.path("sequence").asLong(), slot.path("slot").asText()));
    }
    return slots;
  }
}
