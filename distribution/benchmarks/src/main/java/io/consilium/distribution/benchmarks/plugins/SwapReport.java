package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells what came of replacing an expert under load. The fields of its JSON are a contract. */
final class SwapReport {
  private static final int MOST_FAILURES = 20;
  private static final double MIB = 1 << 20;

  private final SwapResult result;

  SwapReport(SwapResult result) {
    this.result = result;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("suite", "swap");
    json.put("swaps", result.run().swaps().size());
    json.put("clients", result.run().clients());
    json.put("tasks", result.run().outcomes().size());
    json.put("failed", result.failed());
    json.put("lost", result.lost());
    json.put("doubled", result.doubled());
    json.put("reasked", result.reasked());
    json.put("loaders_leaked", result.loadersLeaked());
    json.put(
        "latency_ms", Map.of("quiet", result.quiet().json(), "swapping", result.swapping().json()));
    Map<String, Object> stages = new LinkedHashMap<>();
    result.stages().forEach((name, spread) -> stages.put(name, spread.json()));
    json.put("stages_ms", stages);
    json.put("before", result.run().before().json());
    json.put("after", result.run().after().json());
    Map<String, Object> grown = new LinkedHashMap<>();
    result
        .run()
        .after()
        .grown(result.run().before(), 10)
        .forEach((type, bytes) -> grown.put(type, bytes / 1024.0));
    json.put("heap_grown_kib", grown);
    json.put("seconds", result.run().seconds());
    json.put("failures", result.failures().stream().limit(MOST_FAILURES).toList());
    return json;
  }

  List<Section> sections() {
    return List.of(counts(), latency(), stages(), held());
  }

  private Section counts() {
    return new Section(
        "Replaced under load",
        String.format(
            Locale.ROOT,
            "%,d replacements of an expert while %d clients hand in one task after another, each of"
                + " two calls of 20 ms; every task held against the ledger, which the auditor"
                + " verified. Made again: calls whose code went while they waited or worked.",
            result.run().swaps().size(),
            result.run().clients()),
        List.of(
            new Section.Line(
                "all",
                count("tasks", result.run().outcomes().size()),
                count("failed", result.failed()),
                count("lost", result.lost()),
                count("doubled", result.doubled()),
                count("made again", result.reasked()),
                count("class loaders leaked", result.loadersLeaked()))));
  }

  private static Value count(String column, long count) {
    return Value.of(column, "", count);
  }

  private Section latency() {
    return new Section(
        "Latency of a task at the door",
        "From the connection to the answer with its proof, which comes with the next checkpoint;"
            + " rounds of both kinds alternate.",
        List.of(withRate("nothing is replaced", false), withRate("the expert is replaced", true)));
  }

  private Section.Line withRate(String name, boolean swapping) {
    Section.Line line = (swapping ? result.swapping() : result.quiet()).line(name);
    List<Value> values = new ArrayList<>(line.values());
    double tasks = swapping ? result.swapping().count() : result.quiet().count();
    values.add(1, Value.of("tasks", "1/s", tasks / Math.max(1e-3, result.run().seconds(swapping))));
    return new Section.Line(name, values);
  }

  private Section stages() {
    return new Section(
        "From the drop of a jar to its first call",
        "The plugin directory is looked at every 50 ms, and a jar counts when two looks find it the"
            + " same. The last step goes on while the new code serves.",
        result.stages().entrySet().stream()
            .map(stage -> stage.getValue().line(SwapResult.STEPS.get(stage.getKey())))
            .toList());
  }

  private Section held() {
    Vitals before = result.run().before();
    Vitals after = result.run().after();
    List<Section.Line> lines = new ArrayList<>();
    lines.add(megabytes("live objects", before.heapBytes(), after.heapBytes()));
    after
        .grown(before, 3)
        .forEach(
            (type, bytes) ->
                lines.add(
                    megabytes(
                        "of that: " + type,
                        before.bytesByClass().getOrDefault(type, 0L),
                        after.bytesByClass().get(type))));
    lines.add(megabytes("committed outside the heap", before.nativeBytes(), after.nativeBytes()));
    grown(before, after).forEach(lines::add);
    lines.add(megabytes("resident", before.rssBytes(), after.rssBytes()));
    lines.add(counted("class loaders of bundles", before.loaders(), after.loaders()));
    lines.add(counted("classes", before.classes(), after.classes()));
    lines.add(counted("threads", before.threads(), after.threads()));
    return new Section(
        "What the host holds",
        "Without work, after a full collection: before, when it is warm and the expert was replaced "
            + "some times already, and after all replacements.",
        lines);
  }

  /** The three parts that grew most. */
  private static List<Section.Line> grown(Vitals before, Vitals after) {
    return after.nativeKib().entrySet().stream()
        .sorted(Comparator.comparing(part -> before(before, part) - part.getValue()))
        .limit(3)
        .map(
            part ->
                megabytes(
                    "of that: " + part.getKey(), before(before, part) << 10, part.getValue() << 10))
        .toList();
  }

  private static long before(Vitals before, Map.Entry<String, Long> part) {
    return before.nativeKib().getOrDefault(part.getKey(), 0L);
  }

  private static Section.Line megabytes(String name, long before, long after) {
    return new Section.Line(
        name, Value.of("before", "MiB", before / MIB), Value.of("after", "MiB", after / MIB));
  }

  private static Section.Line counted(String name, long before, long after) {
    return new Section.Line(name, count("before", before), count("after", after));
  }
}
