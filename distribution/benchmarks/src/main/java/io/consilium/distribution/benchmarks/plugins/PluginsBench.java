package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts a host with one plugin and with many, in alternating rounds, and gives it tasks. */
final class PluginsBench {
  private static final String NAME = "bench.many";
  private static final int READY_SECONDS = 120;
  private static final int TASKS = 100;
  private static final int UNCOUNTED = 40;

  private final Path scratch;
  private final Path home;
  private final Load load;
  private final int count;

  /** What one start came to, by the name of the figure; units are in the names. */
  record Start(Map<String, Double> figures) {}

  PluginsBench(Path scratch, int count) throws IOException {
    this.scratch = scratch;
    this.home = BareHome.in(scratch.resolve("home"));
    this.load = Load.once(scratch, NAME, "hello");
    this.count = count;
  }

  /** Rounds of a host with one, and of one with all of them; those of one come first. */
  List<List<Start>> run(int rounds) throws IOException, InterruptedException {
    List<Start> one = new ArrayList<>();
    List<Start> many = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("\rround %d of %d", round, rounds);
      one.add(start(1));
      many.add(start(count));
    }
    System.err.println();
    return List.of(one, many);
  }

  private Start start(int plugins) throws IOException, InterruptedException {
    Path work = scratch.resolve("work");
    try (BenchHost host = new BenchHost(home, work, "-XX:NativeMemoryTracking=summary", Map.of())) {
      drop(host, 0, plugins);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("start_s", host.start());
      figures.put("ready_s", figures.get("start_s") + ready(host, plugins));
      List<String> tasks = tasks(host);
      Vitals vitals = new Probe(host.process().pid()).vitals();
      figures.put("heap_mib", vitals.heapBytes() / 1048576.0);
      figures.put("native_mib", vitals.nativeBytes() / 1048576.0);
      figures.put("rss_mib", vitals.rssBytes() / 1048576.0);
      figures.put("threads", (double) vitals.threads());
      host.stop();
      figures.put("again_s", host.start());
      host.stop();
      Account account = Account.of(host.ledger());
      List<TaskAccount> counted =
          tasks.stream().flatMap(task -> account.task(task).stream()).toList();
      Spread gate =
          Spread.ofNanos(counted.stream().map(one -> one.gateNanos() / one.routings()).toList());
      figures.put("gate_ms", gate.p50());
      figures.put(
          "task_ms", Spread.ofNanos(counted.stream().map(TaskAccount::nanos).toList()).p50());
      return new Start(figures);
    } finally {
      Scratch.delete(work);
    }
  }

  /** Seconds until all of so many take work, which are dropped into a host with one. */
  double dropInto() throws IOException, InterruptedException {
    Path work = scratch.resolve("running");
    try (BenchHost host = new BenchHost(home, work, "", Map.of())) {
      drop(host, 0, 1);
      host.start();
      ready(host, 1);
      long begun = System.nanoTime();
      drop(host, 1, count);
      ready(host, count);
      return (System.nanoTime() - begun) / 1e9;
    } finally {
      Scratch.delete(work);
    }
  }

  private static void drop(BenchHost host, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      String name = i == 0 ? NAME : NAME + ".n" + i;
      PluginJar.drop(host.plugins(), name, PluginJar.steady(name, "1.0.0", NAME, 0, 0));
    }
  }

  private static double ready(BenchHost host, int plugins) throws InterruptedException {
    long begun = System.nanoTime();
    boolean all =
        host.await(
            READY_SECONDS,
            () -> {
              Stream<BenchHost.Service> of =
                  host.services().stream().filter(one -> one.bundle().startsWith(NAME));
              return of.filter(BenchHost.Service::ready).count() == plugins;
            });
    if (!all) {
      throw new IllegalStateException(
          "Not all of " + plugins + " plugins were ready within " + READY_SECONDS + " s.");
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  /** One after the other; the first do not count. */
  private List<String> tasks(BenchHost host) {
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < UNCOUNTED + TASKS; i++) {
      Door.Ran ran = host.door().run(load.pipeline(), load.file());
      if (!ran.answered()) {
        throw new IllegalStateException("A task was not answered: " + ran);
      }
      tasks.add(ran.task());
    }
    return tasks.subList(UNCOUNTED, tasks.size());
  }
}
