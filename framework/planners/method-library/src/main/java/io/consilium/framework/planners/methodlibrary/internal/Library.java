package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.host.Settings;
import io.consilium.framework.pipeline.method.Method;
import io.consilium.framework.pipeline.method.MethodReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Methods by the settings that declare them, parsed once. Thread-safe; keeps the last few. */
final class Library {
  private static final int KEPT = 32;

  private final Map<Settings, List<Method>> parsed =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Settings, List<Method>> eldest) {
              return size() > KEPT;
            }
          });

  /** The methods for a goal, in the order of the file. */
  List<Method> achieving(String goal, Settings settings) {
    return all(settings).stream().filter(method -> method.achieves().equals(goal)).toList();
  }

  /** Every goal that some method achieves. */
  Set<String> goals(Settings settings) {
    Set<String> goals = new TreeSet<>();
    all(settings).forEach(method -> goals.add(method.achieves()));
    return goals;
  }

  private List<Method> all(Settings settings) {
    List<Method> known = parsed.get(settings);
    if (known == null) {
      known = MethodReader.read(settings);
      parsed.put(settings, known);
    }
    return known;
  }
}
