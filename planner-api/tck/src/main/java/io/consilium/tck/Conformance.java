package io.consilium.tck;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import io.consilium.json.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Holds a plugin that is there already, such as one out of a jar, against the rules of its
 * contract; its author's tests hold it against them with {@link ExpertTck} and its like. What it is
 * to be called with are the {@link Example}s that its jar carries; a rule that needs one that is
 * not there is skipped. Runs on the calling thread, and not twice at once on one.
 */
public final class Conformance {
  private static final ThreadLocal<Subject> SUBJECT = new ThreadLocal<>();

  private Conformance() {}

  /**
   * A rule, or an example, and what came of it.
   *
   * @param id such as {@code expert07} or {@code example two-words}
   * @param title of the rule, such as {@code honours cancellation}; empty of an example
   * @param message what is wrong, or why it was skipped; empty if it holds
   */
  public record Rule(String id, String title, State state, String message) {
    /** What came of it. */
    public enum State {
      HOLDS,
      SKIPPED,
      BROKEN
    }
  }

  /** What a run of a kit is about. */
  record Subject(Object plugin, List<Example> examples) {
    /** What the run on this thread is about. */
    static Subject current() {
      return SUBJECT.get();
    }
  }

  /**
   * Holds a plugin against the rules of each contract that it fulfils.
   *
   * @param plugin an {@code Expert}, {@code Verifier}, {@code Planner}, {@code Gate} or {@code
   *     HaltingPolicy}; but for a planner and a gate it is closed at the end if it can be
   * @param jar that carries the examples
   * @param told each rule, as soon as it is known
   * @throws IOException if the jar cannot be read
   * @throws IllegalArgumentException if one of its examples is none
   */
  public static void check(Object plugin, Path jar, Consumer<Rule> told) throws IOException {
    List<Example> examples = Example.in(jar);
    if (plugin instanceof Expert) {
      run(ExpertRun.class, plugin, examples, told);
    }
    if (plugin instanceof Verifier) {
      run(VerifierRun.class, plugin, examples, told);
    }
    if (plugin instanceof Planner) {
      run(PlannerRun.class, plugin, examples, told);
    }
    if (plugin instanceof Gate) {
      run(GateRun.class, plugin, examples, told);
    }
    if (plugin instanceof HaltingPolicy) {
      run(HaltingRun.class, plugin, examples, told);
    }
  }

  private static void run(
      Class<?> kit, Object plugin, List<Example> examples, Consumer<Rule> told) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(Conformance.class.getClassLoader());
    SUBJECT.set(new Subject(plugin, examples));
    try {
      LauncherFactory.create(
              LauncherConfig.builder()
                  .enableLauncherSessionListenerAutoRegistration(false)
                  .enableTestExecutionListenerAutoRegistration(false)
                  .build())
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(kit))
                  .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                  .build(),
              new Telling(told));
    } finally {
      SUBJECT.remove();
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /**
   * Each example as a test of its own, before the rules that ask many times.
   *
   * @param call gives what is wrong; empty if it ends as it is to
   */
  static Stream<DynamicTest> tests(
      List<Example> examples, Duration timeout, Function<Example, Callable<String>> call) {
    return examples.stream()
        .map(
            example ->
                dynamicTest(
                    "example " + example.name(), () -> ask(example, timeout, call.apply(example))));
  }

  private static void ask(Example example, Duration timeout, Callable<String> call) {
    Calls.Ended<String> ended =
        Calls.within(timeout, "A call is to end within the declared timeout.", call);
    String trouble = ended.returned() ? ended.value() : "it threw " + ended.thrown();
    if (!trouble.isEmpty()) {
      String code = example.code().isEmpty() ? "" : " (" + example.code() + ")";
      fail(trouble + "; expected " + example.expect() + code + ".");
    }
  }
}
