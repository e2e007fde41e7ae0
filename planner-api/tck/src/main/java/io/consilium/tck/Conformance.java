package io.consilium.tck;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.json.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
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
   *     HaltingPolicy}; closed at the end if it can be
   * @param jar that carries the examples
   * @param told each rule, as soon as it is known
   * @throws IOException if the jar cannot be read
   * @throws IllegalArgumentException if one of its examples is none
   */
  public static void check(Object plugin, Path jar, Consumer<Rule> told) throws IOException {
    List<Example> examples = Example.in(jar);
    if (plugin instanceof Expert expert) {
      askExpert(expert, examples, told);
      run(ExpertRun.class, plugin, examples, told);
    }
    if (plugin instanceof Verifier verifier) {
      askVerifier(verifier, examples, told);
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

  private static void askExpert(Expert expert, List<Example> examples, Consumer<Rule> told) {
    boolean warm = false;
    for (Example example : examples) {
      boolean mine =
          example.of() == Example.Of.EXPERT
              && expert.descriptor().capabilities().stream()
                  .anyMatch(one -> one.name().equals(example.called()));
      if (mine) {
        Duration timeout = expert.descriptor().timeout();
        boolean cold = !warm;
        warm = true;
        tell(
            example,
            timeout,
            told,
            () -> {
              if (cold) {
                expert.warmUp();
              }
              ExpertOutcome outcome =
                  expert.solve(example.assignment(), TestContext.withTimeout(timeout));
              return example.endsSo(outcome) ? "" : "it ended as " + outcome;
            });
      }
    }
  }

  private static void askVerifier(Verifier verifier, List<Example> examples, Consumer<Rule> told) {
    for (Example example : examples) {
      if (example.of() == Example.Of.VERIFIER
          && verifier.descriptor().id().equals(example.called())) {
        Duration timeout = verifier.descriptor().timeout();
        tell(
            example,
            timeout,
            told,
            () -> {
              Verdict verdict = verifier.verify(example.claim(), TestContext.withTimeout(timeout));
              return example.endsSo(verdict) ? "" : "it said " + verdict;
            });
      }
    }
  }

  private static void tell(
      Example example,
      Duration timeout,
      Consumer<Rule> told,
      java.util.concurrent.Callable<String> call) {
    String trouble;
    try {
      Calls.Ended<String> ended =
          Calls.within(timeout, "A call is to end within the declared timeout.", call);
      trouble = ended.returned() ? ended.value() : "it threw " + ended.thrown();
    } catch (AssertionError e) {
      trouble = e.getMessage();
    }
    told.accept(
        new Rule(
            "example " + example.name(),
            "",
            trouble.isEmpty() ? Rule.State.HOLDS : Rule.State.BROKEN,
            trouble.isEmpty()
                ? ""
                : trouble + "; expected " + example.expect() + code(example.code()) + "."));
  }

  private static String code(String code) {
    return code.isEmpty() ? "" : " (" + code + ")";
  }
}
