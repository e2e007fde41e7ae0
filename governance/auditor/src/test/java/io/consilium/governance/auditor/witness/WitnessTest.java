package io.consilium.governance.auditor.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.governance.ledger.format.AddCheckpoint;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What C2SP tlog-witness asks of {@code add-checkpoint}, sentence by sentence. */
class WitnessTest {
  private static final InstantSource NOON = InstantSource.fixed(Instant.ofEpochSecond(1_000_000));

  @TempDir Path directory;
  private final SampleLog log = SampleLog.of("example.com/log");
  private final List<String> told = new ArrayList<>();

  private Witness open(WitnessFiles files, InstantSource clock) throws IOException {
    SignerKey key = WitnessKey.open(directory.resolve("key"), files, "witness.example.com/w1");
    return new Witness(key, List.of(log.vkey()), files, clock, told::add);
  }

  private CosignerKey vkey() throws IOException {
    return CosignerKey.parse(Files.readString(directory.resolve("state/witness.vkey")));
  }

  private WitnessFiles files() throws IOException {
    return WitnessFiles.open(directory.resolve("state"));
  }

  private static String body(Reply reply) {
    return new String(reply.body(), UTF_8);
  }

  private void assertCosigned(Reply reply, String note) throws IOException {
    assertThat(reply.status()).as(body(reply)).isEqualTo(200);
    SignedNote cosigned = SignedNote.parse((note + body(reply)).getBytes(UTF_8));
    assertThat(vkey().on(cosigned)).isPresent();
  }

  @Test
  void cosignsWhatContinuesWhatItCosigned() throws IOException {
    try (WitnessFiles files = files()) {
      Witness witness = open(files, NOON);
      long held = 0;
      for (long size : new long[] {1, 2, 7, 7, 64, 100, 101}) {
        assertCosigned(witness.add(log.request(held, size)), log.note(size));
        held = size;
      }
      assertThat(witness.logs().get(0).size()).isEqualTo(101);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void answersMistakesAsSpecified() throws IOException {
    try (WitnessFiles files = files()) {
      Witness witness = open(files, NOON);
      assertThat(witness.add("x".getBytes(UTF_8)).status()).isEqualTo(400);
      assertThat(witness.add("old 0\n\nx\n".getBytes(UTF_8)).status()).isEqualTo(400);
      assertThat(witness.add(SampleLog.of("other").request(0, 3)).status()).isEqualTo(404);
      assertThat(witness.add(SampleLog.of("example.com/log").request(0, 3)).status())
          .isEqualTo(403);
      String wrong = log.note(4).replace("\n4\n", "\n5\n");
      assertThat(witness.add(new AddCheckpoint(0, List.of(), wrong).bytes()).status())
          .isEqualTo(403);
      assertThat(witness.add(new AddCheckpoint(5, List.of(), log.note(4)).bytes()).status())
          .isEqualTo(400);
      Reply behind = witness.add(log.request(3, 4));
      assertThat(behind.status()).isEqualTo(409);
      assertThat(behind.type()).isEqualTo("text/x.tlog.size");
      assertThat(body(behind)).isEqualTo("0\n");
      byte[] needless = new AddCheckpoint(0, log.proof(3, 4), log.note(4)).bytes();
      assertThat(witness.add(needless).status()).isEqualTo(422);
      assertThat(files.last("example.com/log")).isEmpty();
    }
  }

  @Test
  void anEmptyLogHasTheRootOfNothing() throws IOException {
    SignerKey key = SignerKey.generate("empty");
    try (WitnessFiles files = files()) {
      SignerKey own = WitnessKey.open(directory.resolve("key"), files, "w");
      Witness witness = new Witness(own, List.of(key.verifier()), files, NOON, told::add);
      String other = key.note(new Checkpoint("empty", 0, new byte[32]).text());
      assertThat(witness.add(new AddCheckpoint(0, List.of(), other).bytes()).status())
          .isEqualTo(422);
      String nothing = "empty\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
      byte[] request = new AddCheckpoint(0, List.of(), key.note(nothing)).bytes();
      assertThat(witness.add(request).status()).isEqualTo(200);
    }
  }

  @Test
  void aRollbackIsNeverCosigned() throws IOException {
    try (WitnessFiles files = files()) {
      Witness witness = open(files, NOON);
      assertCosigned(witness.add(log.request(0, 10)), log.note(10));
      for (long from : new long[] {0, 5}) {
        Reply back = witness.add(log.request(from, 5));
        assertThat(back.status()).isEqualTo(409);
        assertThat(body(back)).isEqualTo("10\n");
      }
      assertThat(witness.add(log.request(10, 10)).status()).isEqualTo(200);
    }
  }

  @Test
  void aForkIsRefusedAndKeptAsEvidence() throws IOException {
    SampleLog fork = log.fork(8);
    try (WitnessFiles files = files()) {
      Witness witness = open(files, NOON);
      assertCosigned(witness.add(log.request(0, 10)), log.note(10));
      assertThat(witness.add(fork.request(10, 12)).status()).isEqualTo(422);
      assertThat(witness.add(fork.request(10, 10)).status()).isEqualTo(422);
      assertThat(witness.add(fork.request(0, 10)).status()).isEqualTo(409);
      assertThat(witness.add(fork.request(10, 10)).status()).isEqualTo(422);
      assertCosigned(witness.add(log.request(10, 12)), log.note(12));
    }
    assertThat(told)
        .hasSize(3)
        .allMatch(line -> line.startsWith("REFUSED example.com/log: "))
        .anyMatch(line -> line.contains("no proof that 12 records begin with the 10 known ones"))
        .anyMatch(line -> line.contains("two roots at 10 records"));
    try (Stream<Path> all = Files.walk(directory.resolve("state"))) {
      List<Path> evidence = all.filter(file -> file.toString().contains("evidence/")).toList();
      assertThat(evidence).hasSize(3);
      for (Path file : evidence) {
        assertThat(Files.readString(file)).contains("--- held\n" + log.note(10), "--- asked\nold ");
      }
      assertThat(evidence).anyMatch(file -> read(file).endsWith(fork.note(10)));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void ofTwoHistoriesAtOnceOneIsCosigned() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (WitnessFiles files = files()) {
      Witness witness = open(files, NOON);
      assertCosigned(witness.add(log.request(0, 4)), log.note(4));
      List<Callable<Reply>> requests = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        byte[] request = (i % 2 == 0 ? log : log.fork(6)).request(4, 9);
        requests.add(() -> witness.add(request));
      }
      List<Integer> histories = new ArrayList<>();
      List<Future<Reply>> replies = threads.invokeAll(requests);
      for (int i = 0; i < replies.size(); i++) {
        if (replies.get(i).get().status() == 200) {
          histories.add(i % 2);
        }
      }
      assertThat(histories).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void remembersOverARestart() throws IOException {
    try (WitnessFiles files = files()) {
      open(files, NOON).add(log.request(0, 10));
    }
    try (WitnessFiles files = files()) {
      Witness witness = open(files, NOON);
      assertThat(witness.logs().get(0).size()).isEqualTo(10);
      assertThat(witness.add(log.fork(3).request(10, 12)).status()).isEqualTo(422);
      assertThat(witness.add(log.request(0, 5)).status()).isEqualTo(409);
      assertCosigned(witness.add(log.request(10, 11)), log.note(11));
    }
  }

  @Test
  void whatCannotBeKeptIsNotCosigned() throws IOException {
    try (WitnessFiles files = files()) {
      SignerKey key = WitnessKey.open(directory.resolve("key"), files, "w");
      boolean[] full = {false};
      WitnessMemory memory =
          new WitnessMemory() {
            @Override
            public Optional<byte[]> last(String origin) throws IOException {
              return files.last(origin);
            }

            @Override
            public void keep(String origin, byte[] note) throws IOException {
              if (full[0]) {
                throw new IOException("No space left on device");
              }
              files.keep(origin, note);
            }

            @Override
            public Optional<String> evidence(String origin, byte[] request, String account)
                throws IOException {
              throw new IOException("No space left on device");
            }
          };
      Witness witness = new Witness(key, List.of(log.vkey()), memory, NOON, told::add);
      assertThat(witness.add(log.request(0, 3)).status()).isEqualTo(200);
      full[0] = true;
      Reply refused = witness.add(log.request(3, 4));
      assertThat(refused.status()).isEqualTo(500);
      assertThat(body(refused)).doesNotContain("\u2014");
      assertThat(witness.add(log.fork(2).request(3, 4)).status()).isEqualTo(422);
      full[0] = false;
      assertThat(witness.add(log.request(3, 4)).status()).isEqualTo(200);
    }
    assertThat(told)
        .hasSize(2)
        .anyMatch(line -> line.startsWith("CANNOT KEEP"))
        .anyMatch(line -> line.contains("the evidence cannot be kept"));
  }

  @Test
  void timeDoesNotRunBack() throws IOException {
    try (WitnessFiles files = files()) {
      open(files, NOON).add(log.request(0, 3));
    }
    try (WitnessFiles files = files()) {
      Witness witness = open(files, InstantSource.fixed(Instant.ofEpochSecond(5)));
      witness.add(log.request(3, 4));
      SignedNote note = SignedNote.parse(files.last("example.com/log").orElseThrow());
      assertThat(vkey().on(note).orElseThrow().seconds()).isEqualTo(1_000_000);
    }
  }

  @Test
  void aDamagedOrForeignStateIsRefused() throws IOException {
    try (WitnessFiles files = files()) {
      open(files, NOON).add(log.request(0, 10));
    }
    Path kept;
    try (Stream<Path> all = Files.walk(directory.resolve("state"))) {
      kept = all.filter(file -> file.endsWith("checkpoint")).findFirst().orElseThrow();
    }
    String note = Files.readString(kept);
    for (String damaged : List.of("", note.replace("\n10\n", "\n9\n"), log.note(10))) {
      Files.writeString(kept, damaged);
      try (WitnessFiles files = files()) {
        assertThatThrownBy(() -> open(files, NOON))
            .isInstanceOf(WitnessFailure.class)
            .hasMessageContaining("Nothing is cosigned without it.");
      }
    }
    Files.writeString(kept, note);
    Path key = directory.resolve("key");
    Files.move(key, directory.resolve("key.away"));
    try (WitnessFiles files = files()) {
      assertThatThrownBy(() -> open(files, NOON)).hasMessageContaining("is missing though");
    }
    Files.writeString(key, SignerKey.generate("other").secret());
    try (WitnessFiles files = files()) {
      assertThatThrownBy(() -> open(files, NOON)).hasMessageContaining("is not the one of the key");
    }
    Files.move(
        directory.resolve("key.away"), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (WitnessFiles files = WitnessFiles.open(directory.resolve("emptied"))) {
      assertThatThrownBy(() -> open(files, NOON)).hasMessageContaining("is not the one of the key");
    }
  }

  @Test
  void oneInstanceHasTheStateAndOneUserTheKey() throws IOException {
    try (WitnessFiles files = files()) {
      open(files, NOON);
      assertThatThrownBy(this::files)
          .isInstanceOf(WitnessFailure.class)
          .hasMessageContaining("Another witness works in");
    }
    files().close();
    assertThat(Files.getPosixFilePermissions(directory.resolve("key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aLogMayHaveSeveralKeys() throws IOException {
    SignerKey next = SignerKey.generate("example.com/log");
    try (WitnessFiles files = files()) {
      SignerKey own = WitnessKey.open(directory.resolve("key"), files, "w");
      Witness witness =
          new Witness(own, List.of(log.vkey(), next.verifier()), files, NOON, told::add);
      assertThat(witness.add(log.request(0, 3)).status()).isEqualTo(200);
      String renewed = next.note(log.text(4));
      assertThat(witness.add(new AddCheckpoint(3, log.proof(3, 4), renewed).bytes()).status())
          .isEqualTo(200);
    }
  }
}
