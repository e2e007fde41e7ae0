package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is found of a jar, step by step, as lines of JSON. */
final class JarReport {
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Consumer<String> told;
  private boolean well = true;

  /**
   * @param told each step as it ends
   */
  JarReport(Consumer<String> told) {
    this.told = told;
  }

  /** Something to look at. */
  interface Step {
    /**
     * What there is to say if all is well.
     *
     * @throws BadJar if the jar may not come in
     */
    String look() throws BadJar, InterruptedException;
  }

  /** True if no step has refused the jar. */
  boolean well() {
    return well;
  }

  /** Says more of the step under way. */
  void fact(String name, Object value) {
    facts.put(name, value);
  }

  void step(String name, Step step) throws InterruptedException {
    try {
      say(name, "ok", step.look());
    } catch (BadJar e) {
      well = false;
      say(name, "refused", "It " + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      well = false;
      say(name, "refused", "This cannot be looked at: " + Faults.words(e));
    }
  }

  void skip(String name, String why) {
    say(name, "skipped", why);
  }

  private void say(String name, String state, String message) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", name);
    line.put("state", state);
    line.put("message", message);
    line.putAll(facts);
    facts.clear();
    told.accept(Json.text(line));
  }
}
