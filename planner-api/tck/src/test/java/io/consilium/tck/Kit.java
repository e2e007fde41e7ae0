package io.consilium.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a kit on a plugin and says which rules it found broken. */
final class Kit {
  private Kit() {}

  /** Rules that failed, such as {@code expert07}. */
  static Set<String> broken(Class<?> test) {
    Set<String> rules = new TreeSet<>();
    run(test).testEvents().failed().stream()
        .forEach(event -> rules.add(rule(event.getTestDescriptor().getDisplayName())));
    return rules;
  }

  /** Rules that were skipped, such as {@code expert14}. */
  static Set<String> skipped(Class<?> test) {
    Set<String> rules = new TreeSet<>();
    run(test).testEvents().aborted().stream()
        .forEach(event -> rules.add(rule(event.getTestDescriptor().getDisplayName())));
    return rules;
  }

  private static EngineExecutionResults run(Class<?> test) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute();
  }

  private static String rule(String name) {
    return name.split("_")[1];
  }
}
