package io.consilium.distribution.benchmarks.plugins;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Replaces one expert of a host by its next version, again and again. Used by one thread. */
final class Swapper {
  /** The expert's id, its capability, and its bundle's name. */
  static final String NAME = "bench.swap";

  private static final long CALL_MILLIS = 20;
  private static final long WARM_MILLIS = 10;
  private static final int PATIENCE_SECONDS = 60;

  /** As long as the deployer's pause between two looks, so that no moment of it is preferred. */
  private static final int PAUSE_MILLIS = 50;

  private final BenchHost host;
  private final Random chance = new Random(1);
  private final List<Swap> swaps = new ArrayList<>();
  private int version;

  /**
   * One replacement; times in milliseconds since 1970.
   *
   * @param dropped when the jar was there under its name
   * @param kept when its copy was in the store
   * @param alone when the code before it was seen to be gone
   */
  record Swap(String version, long dropped, long kept, long alone) {}

  Swapper(BenchHost host) {
    this.host = host;
  }

  /**
   * Drops the next version and waits until it is there alone.
   *
   * @throws IllegalStateException if it does not come
   */
  void next() throws IOException, InterruptedException {
    String next = "1.0." + ++version;
    byte[] jar = PluginJar.steady(NAME, next, NAME, CALL_MILLIS, WARM_MILLIS);
    Thread.sleep(chance.nextInt(PAUSE_MILLIS));
    PluginJar.drop(host.plugins(), NAME, jar);
    long dropped = System.currentTimeMillis();
    if (!host.awaitAlone(NAME, next, PATIENCE_SECONDS)) {
      throw new IllegalStateException(
          "The version " + next + " did not take over within a minute. " + host.refusal(NAME));
    }
    long alone = System.currentTimeMillis();
    Path kept = host.work().resolve("store").resolve(Digest.of(jar).hex() + ".jar");
    long copied = Files.exists(kept) ? Files.getLastModifiedTime(kept).toMillis() : dropped;
    swaps.add(new Swap(next, dropped, copied, alone));
  }

  List<Swap> swaps() {
    return List.copyOf(swaps);
  }

  /** Forgets those until now: they were no more than a warm-up. */
  void forget() {
    swaps.clear();
  }
}
