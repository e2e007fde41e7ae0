package io.consilium.governance.auditor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body.PayloadRead;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.UnitKey;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens payloads, as far as the keys are there. */
final class Payloads {
  private static final int LONG = 2_000;
  private static final List<Map.Entry<String, String>> BESIDE =
      List.of(Map.entry("who", "name"), Map.entry("says", "message"), Map.entry("shown", "shown"));

  private final Snapshot snapshot;
  private final boolean closed;
  private final Map<String, Optional<UnitKey>> keys = new HashMap<>();
  private final Set<PayloadRead.Slot> opened = new LinkedHashSet<>();

  Payloads(Snapshot snapshot) {
    this(snapshot, false);
  }

  private Payloads(Snapshot snapshot, boolean closed) {
    this.snapshot = snapshot;
    this.closed = closed;
  }

  /** Payloads that nobody asked for: none opens. */
  static Payloads closed(Snapshot snapshot) {
    return new Payloads(snapshot, true);
  }

  /** True if nobody asked for them, so that none opens even where its key is. */
  boolean closed() {
    return closed;
  }

  /** What was opened so far. */
  List<PayloadRead.Slot> opened() {
    return List.copyOf(opened);
  }

  /** The key of a unit; empty if it was destroyed or did not come with the copy. */
  Optional<UnitKey> key(String unit) throws IOException {
    Optional<UnitKey> known = keys.get(unit);
    if (known == null) {
      Optional<byte[]> file = snapshot.directory().find(UnitKey.path(unit));
      known = file.filter(bytes -> !UnitKey.blank(bytes)).map(bytes -> UnitKey.parse(unit, bytes));
      keys.put(unit, known);
    }
    return known;
  }

  /**
   * The plaintext of a slot; empty if there is no such slot, or it cannot be opened.
   *
   * @throws IllegalArgumentException if the key is there and the payload was altered
   */
  Optional<byte[]> open(DecisionRecord record, String slot) throws IOException {
    SealedPayload payload = record.payloads().get(slot);
    if (payload == null || closed) {
      return Optional.empty();
    }
    Optional<UnitKey> key = key(payload.unit());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] plaintext = Seal.open(key.get(), snapshot.blob(payload.blob()));
      opened.add(new PayloadRead.Slot(record.sequence(), slot));
      return Optional.of(plaintext);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A slot for a person, in one line; empty if the record has none. */
  Optional<String> words(DecisionRecord record, String slot) throws IOException {
    if (!record.payloads().containsKey(slot)) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> open = open(record, slot);
      return open.isPresent()
          ? Optional.of(Plain.line(new String(open.get(), StandardCharsets.UTF_8)))
          : Optional.of(closed ? "(sealed: --payloads opens it)" : "(sealed: its key is not here)");
    } catch (IllegalArgumentException e) {
      return Optional.of("(damaged: it " + e.getMessage() + ")");
    }
  }

  /**
   * What stands beside a record in words: {@code who} did it, what he or a guest {@code says}, what
   * was {@code shown} to people.
   */
  Map<String, String> beside(DecisionRecord record) throws IOException {
    Map<String, String> beside = new LinkedHashMap<>();
    for (Map.Entry<String, String> slot : BESIDE) {
      Optional<String> words = words(record, slot.getValue());
      words.ifPresent(text -> beside.put(slot.getKey(), cut(text)));
    }
    return beside;
  }

  private static String cut(String text) {
    return text.length() <= LONG
        ? text
        : text.substring(0, LONG) + "\u2026 and " + (text.length() - LONG) + " characters more";
  }

  /** A slot that holds JSON; empty if it cannot be read. */
  Optional<JsonNode> json(DecisionRecord record, String slot) throws IOException {
    try {
      return open(record, slot).map(Json::tree);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
