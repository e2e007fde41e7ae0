package io.consilium.distribution.benchmarks.plugins;

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
    long loaders,
    int threads,
    int classes,
    Map<String, Long> nativeKib) {

  /** All that is committed outside the heap, in bytes. */
  long nativeBytes() {
    return nativeKib.values().stream().mapToLong(kib -> kib << 10).sum();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("heap_bytes", heapBytes);
    json.put("rss_bytes", rssBytes);
    json.put("native_bytes", nativeBytes());
    json.put("native_kib", nativeKib);
    json.put("loaders", loaders);
    json.put("threads", threads);
    json.put("classes", classes);
    return json;
  }
}
