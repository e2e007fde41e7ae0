package io.consilium.governance.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.governance.ledger.format.Seal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Blobs that are forced while others of them are erased. */
class BlobsTest {
  private static final Path LEDGER = Path.of("/ledger");
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5, 6};

  private final SimulatedDisk simulated = new SimulatedDisk();
  private final AtomicReference<WatchedDisk.Watcher> watcher =
      new AtomicReference<>((operation, arguments) -> {});
  private final Blobs blobs =
      new Blobs(WatchedDisk.of(simulated, (o, a) -> watcher.get().before(o, a)), LEDGER);

  private static String name(byte[] sealed) {
    return HexFormat.of().formatHex(Blobs.sha256(sealed));
  }

  @Test
  void whatIsErasedWhileItIsForcedHoldsTheOthersNotBack() throws IOException {
    blobs.store(List.of(FIRST, SECOND));
    Path erased = LEDGER.resolve(Seal.path(name(FIRST)));
    watcher.set(
        (operation, arguments) -> {
          if (operation.equals("force") && arguments[0].equals(erased)) {
            blobs.delete(List.of(name(FIRST)));
          }
        });

    blobs.force();

    assertThat(simulated.killed().blobs()).containsExactly(name(SECOND));
    assertThat(blobs.read(name(SECOND))).isEqualTo(SECOND);
    long operations = simulated.operations();
    blobs.force();
    assertThat(simulated.operations()).isEqualTo(operations);
  }

  @Test
  void whatNobodyErasedAndIsGoneIsALoss() throws IOException {
    blobs.store(List.of(FIRST));
    simulated.delete(LEDGER.resolve(Seal.path(name(FIRST))));

    assertThatThrownBy(blobs::force).isInstanceOf(NoSuchFileException.class);
  }
}
