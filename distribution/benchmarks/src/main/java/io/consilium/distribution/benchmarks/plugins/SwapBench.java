package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.plugins.guest.SteadyExpert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Replaces an expert of a real host while clients work, in rounds that alternate with rounds in
 * which nothing is replaced, and looks at what the host holds before and after.
 */
final class SwapBench implements AutoCloseable {
  private static final int MOST_ROUNDS = 10;
  private static final int SWAPS_A_ROUND = 10;
  private static final int WARM_UP = 30;
  private static final long QUIET_MILLIS = 2_500;
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long IDLE_MILLIS = 6_000;

  private final int times;
  private final int clients;
  private final BenchHost host;
  private final Load load;
  private final Swapper swapper;
  private final List<Window> windows = new ArrayList<>();

  /** A stretch of time, in milliseconds since 1970. */
  record Window(boolean swapping, long begin, long end) {
    boolean holds(long millis) {
      return begin <= millis && millis < end;
    }

    double seconds() {
      return (end - begin) / 1e3;
    }
  }

  /** Not begun yet. */
  SwapBench(Path scratch, int times, int clients) throws IOException {
    this.times = times;
    this.clients = clients;
    Path home = BareHome.in(scratch.resolve("home"));
    Map<String, String> settings = Map.of("consilium.plugins.poll", "0.05");
    this.host =
        new BenchHost(home, scratch.resolve("work"), "-XX:NativeMemoryTracking=summary", settings);
    this.load = Load.twice(scratch, Swapper.NAME);
    this.swapper = new Swapper(host);
  }

  SwapResult run() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    host.start();
    swapper.next();
    Probe probe = new Probe(host.process().pid());
    warmUp();
    Vitals before = idle(probe);
    List<Clients.Outcome> outcomes = work();
    Vitals after = settled(probe, before);
    int holders = probe.holders(SteadyExpert.class.getName());
    host.stop();
    double seconds = (System.nanoTime() - begun) / 1e9;
    return SwapResult.of(
        new SwapResult.Run(
            swapper.swaps(), clients, outcomes, windows, before, after, holders, seconds),
        Account.of(host.ledger()),
        Account.objections(host.ledger()));
  }

  /** What is loaded once, compiled once, or begun at the first task is no leak. */
  private void warmUp() throws IOException, InterruptedException {
    try (Clients warm = new Clients(host.door(), clients, load.pipeline(), load.file())) {
      for (int i = 0; i < Math.min(times, WARM_UP); i++) {
        swapper.next();
      }
    }
    swapper.forget();
  }

  private List<Clients.Outcome> work() throws IOException, InterruptedException {
    Clients working = new Clients(host.door(), clients, load.pipeline(), load.file());
    try (working) {
      int rounds = Math.max(1, Math.min(MOST_ROUNDS, times / SWAPS_A_ROUND));
      for (int round = 1; round <= rounds; round++) {
        quiet(working);
        swap(times * round / rounds, working);
      }
    }
    return working.outcomes();
  }

  private void quiet(Clients working) throws InterruptedException {
    long begin = System.currentTimeMillis();
    Thread.sleep(Math.min(QUIET_MILLIS, 100L * times));
    windows.add(new Window(false, begin, System.currentTimeMillis()));
    tell(working);
  }

  private void swap(int until, Clients working) throws IOException, InterruptedException {
    long begin = System.currentTimeMillis();
    while (swapper.swaps().size() < until) {
      swapper.next();
      tell(working);
    }
    windows.add(new Window(true, begin, System.currentTimeMillis()));
  }

  private void tell(Clients working) {
    System.err.printf(
        "\r%,d of %,d replaced, %,d tasks answered",
        swapper.swaps().size(), times, working.answered());
  }

  /** Threads of pools go when they have been idle for a while. */
  private Vitals idle(Probe probe) throws IOException, InterruptedException {
    Thread.sleep(Math.min(IDLE_MILLIS, 100L * times));
    return probe.vitals();
  }

  private Vitals settled(Probe probe, Vitals before) throws IOException, InterruptedException {
    System.err.println();
    Vitals after = idle(probe);
    long end = System.nanoTime() + SETTLE_NANOS;
    while (System.nanoTime() - end < 0
        && (after.threads() > before.threads()
            || probe.holders(SteadyExpert.class.getName()) > 1)) {
      Thread.sleep(1_000);
      after = probe.vitals();
    }
    return after;
  }

  @Override
  public void close() throws InterruptedException {
    host.close();
  }
}
