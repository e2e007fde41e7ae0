package io.consilium.distribution.benchmarks.plugins;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a process holds, after a full collection.
 *
 * @param heapBytes in live objects
 * @param rssBytes resident in memory
 * @param loaders class loaders of bundles
 * @param threads of the host and its plugins
 * @param classes loaded
 * @param nativeKib committed outside the heap, by what it is for; empty where Java does not track
 *     it
 */
record Vitals(
    long heapBytes,
    long rssBytes,
    int loaders,
    int threads,
    int classes,
    Map<String, Long> nativeKib,
    Map<String, Long> bytesByClass) {
  private static final double MIB = 1 << 20;

  /** All that is committed outside the heap, in bytes. */
  long nativeBytes() {
    return nativeKib.values().stream().mapToLong(kib -> kib << 10).sum();
  }

  /** The classes whose objects took the most more than before, in bytes. */
  Map<String, Long> grown(Vitals before, int most) {
    Map<String, Long> grown = new LinkedHashMap<>();
    bytesByClass.entrySet().stream()
        .sorted(Comparator.comparing(one -> -more(before, one)))
        .limit(most)
        .filter(one -> more(before, one) > 0)
        .forEach(one -> grown.put(one.getKey(), more(before, one)));
    return grown;
  }

  private static long more(Vitals before, Map.Entry<String, Long> of) {
    return of.getValue() - before.bytesByClass.getOrDefault(of.getKey(), 0L);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("heap_mib", heapBytes / MIB);
    json.put("rss_mib", rssBytes / MIB);
    json.put("native_mib", nativeBytes() / MIB);
    Map<String, Object> parts = new LinkedHashMap<>();
    nativeKib.forEach((part, kib) -> parts.put(part, kib / 1024.0));
    json.put("native_parts_mib", parts);
    json.put("loaders", loaders);
    json.put("threads", threads);
    json.put("classes", classes);
    return json;
  }
}
