package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.admitted;
import static io.consilium.governance.ledger.internal.Samples.bytes;
import static io.consilium.governance.ledger.internal.Samples.failed;
import static io.consilium.governance.ledger.internal.Samples.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.Proof;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.TlogProof;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskLedgerTest {
  @TempDir Path directory;

  private DiskLedger open() {
    return DiskLedger.open(directory, Options.DEFAULT);
  }

  private static void durable(Receipt receipt) {
    receipt.durable().toCompletableFuture().join();
  }

  private static Proof proof(DiskLedger ledger, long sequence) {
    return ledger.prove(sequence).toCompletableFuture().join();
  }

  @Test
  void recordsAndPayloadsComeBackAfterReopening() throws IOException {
    byte[] large = new byte[100_000];
    new Random(1).nextBytes(large);
    Receipt receipt;
    try (Closing ledger = new Closing(open())) {
      receipt = ledger.it.append(List.of(admitted("t-1", "in"), failed("t-1", "no-method")));
      durable(receipt);
      durable(
          ledger.it.append(
              List.of(
                  new Draft(
                      Samples.at("t-1"),
                      new Body.PlanFailed("p", "x"),
                      List.of(),
                      Map.of("message", bytes(large))))));
      assertThat(ledger.it.entries(new TaskId("t-1"))).hasSize(3);
    }
    try (Closing ledger = new Closing(open())) {
      List<Entry> entries = ledger.it.entries(new TaskId("t-1"));

      assertThat(entries).extracting(Entry::record).startsWith(receipt.records().get(0));
      assertThat(entries.get(0).payloads().get("input.0")).isEqualTo(Samples.text("in"));
      Artifact message = entries.get(2).payloads().get("message");
      assertThat(message.open().readAllBytes()).isEqualTo(large);
      assertThat(ledger.it.unfinished()).containsExactly(new TaskId("t-1"));
      durable(ledger.it.append(List.of(released("t-1"))));
      assertThat(ledger.it.unfinished()).isEmpty();
      assertThat(ledger.it.size()).isEqualTo(4);
    }
  }

  @Test
  void recordsStandInTheLogInCanonicalForm() throws IOException {
    try (Closing ledger = new Closing(open())) {
      Receipt receipt = ledger.it.append(List.of(admitted("t-1", "in")));

      byte[] bytes =
          TlogProof.parse(proof(ledger.it, 0).text().getBytes(StandardCharsets.UTF_8))
              .extra()
              .orElseThrow();

      assertThat(bytes).isEqualTo(Json.canonical(receipt.records().get(0)));
    }
  }

  @Test
  void everyRecordIsProvedAgainstTheSignedCheckpoint() throws IOException {
    try (Closing ledger = new Closing(open())) {
      for (int i = 0; i < 300; i++) {
        ledger.it.append(List.of(failed("t-" + i, "x")));
      }
      VerifierKey key = VerifierKey.parse(Files.readString(directory.resolve("log.vkey")));
      proof(ledger.it, 299);
      for (long sequence : new long[] {0, 1, 255, 256, 299}) {
        Proof proof = proof(ledger.it, sequence);
        TlogProof read = TlogProof.parse(proof.text().getBytes(StandardCharsets.UTF_8));
        byte[] entry = read.extra().orElseThrow();
        assertThat(read.check(entry, key).size()).isEqualTo(300);
        assertThat(Json.read(entry, DecisionRecord.class).sequence()).isEqualTo(sequence);
      }
    }
  }

  @Test
  void equalPayloadsOfOneTaskAreStoredOnce() throws IOException {
    try (Closing ledger = new Closing(open())) {
      Receipt one = ledger.it.append(List.of(admitted("t-1", "in"), admitted("t-1", "in")));
      Receipt other = ledger.it.append(List.of(admitted("t-2", "in")));

      String first = one.records().get(0).payloads().get("input.0").blob();
      assertThat(one.records().get(1).payloads().get("input.0").blob()).isEqualTo(first);
      assertThat(other.records().get(0).payloads().get("input.0").blob()).isNotEqualTo(first);
    }
  }

  @Test
  void nothingOfAPayloadStandsInTheClear() throws IOException {
    try (Closing ledger = new Closing(open())) {
      durable(ledger.it.append(List.of(admitted("t-1", "Zebra crossing"))));
    }
    String digest = Samples.text("Zebra crossing").digest().hex();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain("Zebra")
            .doesNotContain(digest);
        assertThat(file.toString()).doesNotContain(digest);
      }
    }
  }

  @Test
  void secretsAreForTheirOwnerAlone() throws IOException {
    try (Closing ledger = new Closing(open())) {
      durable(ledger.it.append(List.of(admitted("t-1", "in"))));
    }
    try (Stream<Path> files = Files.walk(directory.resolve("keys"))) {
      for (Path file : files.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertThat(mode).endsWith("------");
      }
    }
  }

  @Test
  void secretsThatCameBackReadableToAllAreClosedAgain() throws IOException {
    open().close();
    Path keys = directory.resolve("keys");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
  }

  @Test
  void anOversizedRecordIsRefusedAndTheLedgerGoesOn() throws IOException {
    try (Closing ledger = new Closing(open())) {
      Draft huge = failed("t-1", "x".repeat(DecisionRecord.MAX_BYTES));

      assertThatThrownBy(() -> ledger.it.append(List.of(failed("t-1", "a"), huge)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PlanFailed of task t-1) is larger than the ledger takes (65535)");

      durable(ledger.it.append(List.of(failed("t-1", "b"))));
      assertThat(ledger.it.size()).isEqualTo(1);
    }
  }

  @Test
  void aPayloadThatIsNotWhatItsDigestSaysIsRefused() throws IOException {
    Artifact honest = Samples.text("abc");
    Artifact liar =
        new Artifact(
            honest.mediaType(),
            3,
            honest.digest(),
            () -> new java.io.ByteArrayInputStream(new byte[3]));
    try (Closing ledger = new Closing(open())) {
      Draft draft =
          new Draft(
              Position.HOST, new Body.PlanFailed("p", "x"), List.of(), Map.of("message", liar));

      assertThatThrownBy(() -> ledger.it.append(List.of(draft)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(message) is not what its digest says");
      assertThat(ledger.it.trouble()).isEmpty();
    }
  }

  @Test
  void aSecondHostIsKeptOut() throws IOException {
    try (Closing ledger = new Closing(open())) {
      assertThatThrownBy(this::open)
          .isInstanceOf(LedgerFailure.class)
          .hasMessageContaining("Another host works on the ledger in " + directory)
          .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
      assertThat(ledger.it.trouble()).isEmpty();
    }
  }

  @Test
  void aClosedLedgerTakesNothing() {
    DiskLedger ledger = open();
    ledger.close();

    assertThatThrownBy(() -> ledger.append(List.of(failed("t-1", "x"))))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> DiskLedger.open(file.resolve("ledger"), Options.DEFAULT))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("The ledger in " + file.resolve("ledger"))
        .hasMessageContaining("cannot be opened for writing")
        .hasMessageContaining("Maybe ");
  }

  @Test
  void aClosedLedgerProvesNothingMore() {
    DiskLedger ledger = open();
    durable(ledger.append(List.of(failed("t-1", "x"))));
    ledger.close();
    ledger.close();

    assertThatThrownBy(() -> ledger.prove(0).toCompletableFuture().join())
        .hasCauseInstanceOf(LedgerFailure.class);
  }

  @Test
  void aBurstIsHeldBackAndWrittenWhole() throws IOException {
    Options narrow =
        new Options(
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.time.Duration.ZERO,
            100,
            20_000,
            5_000);
    DiskLedger ledger = DiskLedger.open(directory, narrow);
    for (int i = 0; i < 1_000; i++) {
      ledger.append(List.of(failed("t-" + i % 7, "x")));
    }
    ledger.close();
    try (Closing again = new Closing(open())) {
      assertThat(again.it.size()).isEqualTo(1_000);
    }
    try (Stream<Path> segments = Files.list(directory.resolve("wal"))) {
      assertThat(segments).isEmpty();
    }
  }

  @Test
  void aSmallerTreeIsNeverSigned() throws IOException {
    try (Closing ledger = new Closing(open())) {
      durable(ledger.it.append(List.of(failed("t-1", "x"))));
    }
    Path before = Files.createDirectory(directory.resolveSibling("before"));
    Files.copy(directory.resolve("checkpoint"), before.resolve("checkpoint"));
    try (Closing ledger = new Closing(open())) {
      durable(ledger.it.append(List.of(failed("t-1", "y"))));
    }
    Files.delete(directory.resolve("checkpoint"));
    Files.move(before.resolve("checkpoint"), directory.resolve("checkpoint"));
    Files.delete(before);
    try (Stream<Path> tiles = Files.walk(directory.resolve("tile"))) {
      for (Path tile : tiles.filter(path -> path.endsWith("2")).toList()) {
        Files.delete(tile);
      }
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("The ledger is damaged");
  }

  @Test
  void aForkedTreeIsNeverSigned() throws IOException {
    try (Closing ledger = new Closing(open())) {
      durable(ledger.it.append(List.of(failed("t-1", "x"))));
    }
    Path bundle = directory.resolve("tile/entries/000.p/1");
    byte[] bytes = Files.readAllBytes(bundle);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("planner");
    bytes[at] = 'q';
    Files.write(bundle, bytes);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("is not what its last checkpoint signed (at 1 records)");
  }

  @Test
  void anInterruptedCallerDoesNotHarmTheLedger() throws IOException {
    try (Closing ledger = new Closing(open())) {
      Thread.currentThread().interrupt();
      Receipt receipt;
      try {
        receipt =
            ledger.it.append(
                List.of(
                    new Draft(
                        Samples.at("t-1"),
                        new Body.PlanFailed("p", "x"),
                        List.of(),
                        Map.of("message", bytes(new byte[50_000])))));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
      } finally {
        Thread.interrupted();
      }
      durable(receipt);
      assertThat(ledger.it.trouble()).isEmpty();
    }
  }

  @Test
  void producersInParallelGetAGaplessSequenceInTheirOwnOrder() throws Exception {
    int producers = 8;
    int each = 200;
    try (Closing ledger = new Closing(open())) {
      Thread[] threads = new Thread[producers];
      for (int p = 0; p < producers; p++) {
        String task = "t-" + p;
        threads[p] =
            new Thread(
                () -> {
                  for (int i = 0; i < each; i++) {
                    ledger.it.append(List.of(failed(task, "c" + i), failed(task, "d" + i)));
                  }
                });
        threads[p].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      proof(ledger.it, producers * each * 2L - 1);
    }
    boolean[] seen = new boolean[producers * each * 2];
    try (Closing ledger = new Closing(open())) {
      assertThat(ledger.it.size()).isEqualTo(seen.length);
      for (int p = 0; p < producers; p++) {
        List<DecisionRecord> records =
            ledger.it.entries(new TaskId("t-" + p)).stream().map(Entry::record).toList();
        for (int i = 0; i < records.size(); i++) {
          String code = (i % 2 == 0 ? "c" : "d") + i / 2;
          assertThat(((Body.PlanFailed) records.get(i).body()).code()).isEqualTo(code);
          seen[(int) records.get(i).sequence()] = true;
          if (i % 2 == 1) {
            assertThat(records.get(i).sequence()).isEqualTo(records.get(i - 1).sequence() + 1);
          }
        }
      }
    }
    assertThat(Arrays.equals(seen, filled(seen.length))).isTrue();
  }

  private static boolean[] filled(int length) {
    boolean[] all = new boolean[length];
    Arrays.fill(all, true);
    return all;
  }

  /** A ledger that a test closes. */
  private record Closing(DiskLedger it) implements AutoCloseable {
    @Override
    public void close() {
      it.close();
    }
  }
}
