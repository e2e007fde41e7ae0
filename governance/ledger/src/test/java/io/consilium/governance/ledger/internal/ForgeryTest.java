package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that are whole in themselves and false, cut ends, and changed payloads. */
class ForgeryTest {
  @TempDir Path directory;

  private static DiskLedger open(Path ledger) {
    return DiskLedger.open(ledger, Options.DEFAULT);
  }

  private static void write(Path ledger, String code) {
    DiskLedger open = open(ledger);
    open.append(List.of(failed("t-1", "begin"), failed("t-1", code), failed("t-1", "end")));
    open.close();
  }

  private static void replace(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(to)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** A log with the same key and another record, its tree whole and its checkpoint signed. */
  private Path forged() throws IOException {
    Path real = directory.resolve("real");
    Path forged = directory.resolve("forged");
    open(real).close();
    Files.createDirectories(forged.resolve("keys"));
    Files.copy(real.resolve("log.vkey"), forged.resolve("log.vkey"));
    Files.copy(real.resolve("keys/log.key"), forged.resolve("keys/log.key"));
    write(real, "true");
    write(forged, "false");
    return forged;
  }

  @Test
  void aForgedRecordWithATreeThatFitsIsNotWhatTheCheckpointSigned() throws IOException {
    Path forged = forged();
    Path real = directory.resolve("real");
    replace(forged.resolve("tile"), real.resolve("tile"));

    assertThatThrownBy(() -> open(real))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("is not what its last checkpoint signed (at 3 records)");
  }

  @Test
  void noMoreIsOneWithACheckpointOfTheStolenKey() throws IOException {
    Path forged = forged();
    Path real = directory.resolve("real");
    replace(forged.resolve("tile"), real.resolve("tile"));
    Files.delete(real.resolve("checkpoint"));
    Files.copy(forged.resolve("checkpoint"), real.resolve("checkpoint"));

    assertThatThrownBy(() -> open(real))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("It has another root than checkpoint");
  }

  @Test
  void aCutEndOfAnyFileOfTheSignedLogIsRefused() throws IOException {
    Path real = directory.resolve("real");
    write(real, "x");
    for (String name :
        List.of("tile/entries/000.p/3", "tile/0/000.p/3", "checkpoint", "keys/last-signed")) {
      Path file = real.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
        Files.write(file, Arrays.copyOf(bytes, length));
        assertThatThrownBy(() -> open(real), name + " of " + length)
            .isInstanceOf(LedgerFailure.class)
            .hasMessageContaining("Maybe ");
      }
      Files.write(file, bytes);
    }
    open(real).close();
  }

  @Test
  void aChangedPayloadIsNotGivenOut() throws IOException {
    Path real = directory.resolve("real");
    DiskLedger ledger = open(real);
    Draft draft =
        new Draft(
            Samples.at("t-1"),
            new Body.PlanFailed("p", "x"),
            List.of(),
            Map.of("message", Samples.text("as it was said")));
    ledger.append(List.of(draft));
    ledger.close();
    Path blob;
    try (Stream<Path> files = Files.walk(real.resolve("blobs"))) {
      blob = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(blob);
    for (int at = 0; at < bytes.length; at += 5) {
      byte[] changed = bytes.clone();
      changed[at] ^= 4;
      Files.write(blob, changed);
      DiskLedger again = open(real);
      assertThatThrownBy(() -> read(again)).as("byte " + at).hasMessageContaining("blobs/");
      again.close();
    }
    Files.write(blob, bytes);
    DiskLedger again = open(real);
    assertThat(read(again)).isEqualTo("as it was said".getBytes(StandardCharsets.UTF_8));
    again.close();
  }

  private static byte[] read(DiskLedger ledger) throws IOException {
    Artifact payload = ledger.entries(new TaskId("t-1")).get(0).payloads().get("message");
    return payload.open().readAllBytes();
  }
}
