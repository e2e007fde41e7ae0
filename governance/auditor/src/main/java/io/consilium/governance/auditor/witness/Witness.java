package io.consilium.governance.auditor.witness;

import io.consilium.governance.ledger.format.AddCheckpoint;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Cosigns checkpoints of the logs it watches (C2SP tlog-witness). Thread-safe. */
final class Witness {
  private final Map<String, WatchedLog> logs = new LinkedHashMap<>();

  /**
   * A witness.
   *
   * @param trusted keys of the logs; several of one name are keys of one log
   * @param told hears what an operator must know
   * @throws WitnessFailure if what it remembers is damaged
   */
  Witness(
      SignerKey key,
      List<VerifierKey> trusted,
      WitnessMemory memory,
      InstantSource clock,
      Consumer<String> told)
      throws IOException {
    Map<String, List<VerifierKey>> byName =
        trusted.stream()
            .distinct()
            .collect(
                Collectors.groupingBy(VerifierKey::name, LinkedHashMap::new, Collectors.toList()));
    for (List<VerifierKey> keys : byName.values()) {
      WatchedLog log = new WatchedLog(keys, key, memory, clock, told);
      logs.put(log.origin(), log);
    }
  }

  /** The logs it watches. */
  List<WatchedLog> logs() {
    return List.copyOf(logs.values());
  }

  /** Answers {@code add-checkpoint}. */
  Reply add(byte[] body) {
    AddCheckpoint asked;
    SignedNote note;
    Checkpoint checkpoint;
    try {
      asked = AddCheckpoint.parse(body);
      note = SignedNote.parse(asked.checkpoint().getBytes(StandardCharsets.UTF_8));
      checkpoint = Checkpoint.parse(note.text());
    } catch (IllegalArgumentException e) {
      return Reply.text(400, e.getMessage());
    }
    WatchedLog log = logs.get(checkpoint.origin());
    return log == null
        ? Reply.text(404, "This witness does not watch that log.")
        : log.add(asked, note, checkpoint);
  }

  /** The checkpoint cosigned last of the log whose origin has this SHA-256, in hexadecimal. */
  Optional<String> checkpoint(String originHash) {
    return logs.values().stream()
        .filter(
            log ->
                WitnessFiles.hash(log.origin().getBytes(StandardCharsets.UTF_8)).equals(originHash))
        .map(WatchedLog::note)
        .filter(note -> !note.isEmpty())
        .findFirst();
  }
}
