package io.consilium.distribution.tests;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.UnitKey;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Everything that a work directory holds, as bytes and with its payloads opened. */
final class Plaintexts {
  private Plaintexts() {}

  /** The payloads of all records, as far as their keys are there, one after another. */
  static String payloads(Path ledger, Path exported) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line : Files.readAllLines(exported)) {
      DecisionRecord record =
          Json.read(line.getBytes(StandardCharsets.UTF_8), DecisionRecord.class);
      for (SealedPayload payload : record.payloads().values()) {
        Path key = ledger.resolve(UnitKey.path(payload.unit()));
        if (Files.exists(key)) {
          UnitKey unit = UnitKey.parse(payload.unit(), Files.readAllBytes(key));
          byte[] blob = Files.readAllBytes(ledger.resolve(Seal.path(payload.blob())));
          all.append(new String(Seal.open(unit, blob), StandardCharsets.UTF_8)).append('\n');
        }
      }
    }
    return all.toString();
  }

  /** The bytes of all files in a directory, and their names. */
  static String raw(Path directory) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        all.append(file).append('\n');
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    return all.toString();
  }
}
