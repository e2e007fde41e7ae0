package io.consilium.distribution.benchmarks.plugins;

import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.distribution.benchmarks.Scratch;
import io.consilium.distribution.benchmarks.plugins.SwapBench.Window;
import io.consilium.distribution.benchmarks.plugins.guest.HostileExpert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One hostile plugin on a host of its own, beside an expert that works for many clients: first the
 * plugin behaves, then it does not, then it is removed, and another is replaced.
 */
final class HostileRound {
  private static final String OTHER = "bench.steady";
  private static final int CLIENTS = 8;
  private static final int HOSTILE_CLIENTS = 2;
  private static final int READY_SECONDS = 60;
  private static final int REPLACE_SECONDS = 60;
  private static final long WARM_MILLIS = 3_000;
  private static final int MOST_FAILURES = 5;

  private final Path work;
  private final BenchHost host;
  private final Mischief mischief;
  private final boolean isolated;
  private final long millis;
  private final Load others;
  private final Load behaving;
  private final Load misbehaving;
  private final List<String> guestTasks = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /**
   * What came of it.
   *
   * @param kept what the others kept of their throughput while it misbehaved
   * @param after the same, after it was removed; NaN if the host was gone
   * @param failed tasks of the others without an answer, from the beginning to the end
   * @param ended how the host ended by it; empty if it did not
   * @param replaced seconds until another plugin was replaced after the removal; NaN if it was not
   * @param outcomes how calls of the hostile plugin ended
   * @param facts more, by name
   */
  record Result(
      Mischief mischief,
      boolean isolated,
      double kept,
      double after,
      int failed,
      String ended,
      double replaced,
      Map<Outcome, Integer> outcomes,
      Map<String, Object> facts) {

    static final double ENOUGH = 0.9;

    /** Whether the others lost nothing, and no more than a tenth of their throughput. */
    boolean contained() {
      return ended.isEmpty() && failed == 0 && kept >= ENOUGH && !Double.isNaN(replaced);
    }
  }

  HostileRound(Path scratch, Path home, Mischief mischief, boolean isolated, double seconds)
      throws IOException {
    this.work = scratch.resolve("work");
    this.mischief = mischief;
    this.isolated = isolated;
    this.millis = (long) (seconds * 1_000);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("consilium.plugins.poll", "0.05");
    settings.put("consilium.plugins.drain", "5");
    if (isolated) {
      settings.put("consilium.plugins.isolated", HostileExpert.NAME);
    }
    this.host = new BenchHost(home, work, "-Xmx512m", settings);
    this.others = Load.twice(scratch, OTHER);
    this.behaving = Load.once(scratch, HostileExpert.NAME, "behave");
    this.misbehaving = Load.once(scratch, HostileExpert.NAME, mischief.code());
  }

  Result run() throws IOException, InterruptedException {
    try (host) {
      PluginJar.drop(host.plugins(), OTHER, PluginJar.steady(OTHER, "1.0.0", OTHER, 20, 0));
      PluginJar.drop(host.plugins(), HostileExpert.NAME, PluginJar.hostile());
      host.start();
      awaitReady(HostileExpert.NAME);
      awaitReady(OTHER);
      Clients working = new Clients(host.door(), CLIENTS, others.pipeline(), others.file());
      Window control;
      Window hostile;
      Window after;
      double replaced;
      try (working) {
        beside(behaving, WARM_MILLIS);
        control = beside(behaving, millis);
        facts.put("threads_before", threads());
        hostile = beside(misbehaving, millis);
        facts.put("threads_after", threads());
        replaced = replaceAnother();
        after = window(millis);
      }
      return result(working.outcomes(), control, hostile, after, replaced);
    } finally {
      Scratch.delete(work);
    }
  }

  private void awaitReady(String name) throws InterruptedException {
    if (!host.awaitAlone(name, "1.0.0", READY_SECONDS)) {
      throw new IllegalStateException(
          "The plugin " + name + " does not come in: " + host.refusal(name));
    }
  }

  private Window beside(Load load, long duration) throws InterruptedException {
    Clients guests = new Clients(host.door(), HOSTILE_CLIENTS, load.pipeline(), load.file());
    try (guests) {
      return window(duration);
    } finally {
      guests.outcomes().forEach(one -> guestTasks.add(one.ran().task()));
    }
  }

  /** Ends early with the host. */
  private Window window(long duration) throws InterruptedException {
    long begin = System.currentTimeMillis();
    host.process().waitFor(duration, TimeUnit.MILLISECONDS);
    return new Window(false, begin, begin + duration);
  }

  private int threads() throws IOException, InterruptedException {
    return host.process().isAlive() ? new Probe(host.process().pid()).threads() : 0;
  }

  private double replaceAnother() throws IOException, InterruptedException {
    PluginJar.remove(host.plugins(), HostileExpert.NAME);
    Thread.sleep(500);
    long begun = System.nanoTime();
    PluginJar.drop(host.plugins(), OTHER, PluginJar.steady(OTHER, "1.0.1", OTHER, 20, 0));
    boolean done = host.awaitAlone(OTHER, "1.0.1", REPLACE_SECONDS);
    return done ? (System.nanoTime() - begun) / 1e9 : Double.NaN;
  }

  private Result result(
      List<Clients.Outcome> outcomes, Window control, Window hostile, Window after, double replaced)
      throws IOException, InterruptedException {
    boolean alive = host.process().isAlive();
    String ended = "";
    if (alive) {
      facts.put("holders", new Probe(host.process().pid()).holders(HostileExpert.class.getName()));
      facts.put("stopped_by_itself", host.stop());
    } else {
      ended = "exit " + host.process().exitValue();
      facts.put("restart_s", restart());
    }
    String objections = Account.objections(host.ledger());
    facts.put("ledger", objections.isEmpty() ? "verified" : objections);
    Account account = Account.of(host.ledger());
    if (!alive) {
      facts.put("recovered", (int) account.tasks().stream().filter(TaskAccount::recovered).count());
    }
    Map<Outcome, Integer> ends = new TreeMap<>();
    for (String task : guestTasks) {
      account
          .task(task)
          .ifPresent(
              one -> one.outcomes().forEach((how, many) -> ends.merge(how, many, Integer::sum)));
    }
    List<String> failed =
        outcomes.stream()
            .filter(one -> !one.ran().answered() && one.begun() < after.end())
            .filter(one -> alive || !one.ran().task().isEmpty())
            .map(one -> one.ran().toString())
            .toList();
    facts.put("failures", failed.stream().limit(MOST_FAILURES).toList());
    double before = answered(outcomes, control);
    return new Result(
        mischief,
        isolated,
        answered(outcomes, hostile) / before,
        alive ? answered(outcomes, after) / before : Double.NaN,
        failed.size(),
        ended,
        replaced,
        ends,
        facts);
  }

  /** As an operator would: without the plugin; what was open is closed then. */
  private double restart() throws IOException, InterruptedException {
    PluginJar.remove(host.plugins(), HostileExpert.NAME);
    double seconds = host.start();
    host.stop();
    return seconds;
  }

  private static double answered(List<Clients.Outcome> outcomes, Window window) {
    return outcomes.stream()
        .filter(one -> one.ran().answered() && window.holds(one.ended()))
        .count();
  }
}
