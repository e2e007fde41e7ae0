package io.consilium.tck;

import io.consilium.tck.Conformance.Rule;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Tells each rule of a kit as it ends: {@code required_expert07_honoursCancellation()}. */
final class Telling implements TestExecutionListener {
  private static final Pattern NAME =
      Pattern.compile("(?:required|optional)_([a-z]+\\d+)_(\\w+)\\(\\)");

  /** What AssertJ leaves out of a stack trace. */
  private static final Pattern CUT = Pattern.compile("\\.\\.\\.\\(\\d+ remaining lines.*");

  /** Two values that are written alike, with their hashes. */
  private static final Pattern ALIKE =
      Pattern.compile("expected: \"(.*) \\(\\w+@\\w+\\)\" but was: \"\\1 \\(\\w+@\\w+\\)\"");

  private final Consumer<Rule> told;

  Telling(Consumer<Rule> told) {
    this.told = told;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    tell(test, Rule.State.SKIPPED, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Rule.State state =
        switch (result.getStatus()) {
          case SUCCESSFUL -> Rule.State.HOLDS;
          case ABORTED -> Rule.State.SKIPPED;
          case FAILED -> Rule.State.BROKEN;
        };
    // A container says nothing new, unless it is why no rule in it was held against anything.
    if (test.isTest() || state == Rule.State.BROKEN) {
      tell(test, state, result.getThrowable().map(Telling::words).orElse(""));
    }
  }

  private void tell(TestIdentifier test, Rule.State state, String message) {
    Matcher name = NAME.matcher(test.getDisplayName());
    boolean rule = name.matches();
    String otherwise = test.isTest() ? test.getDisplayName() : "all rules";
    told.accept(
        new Rule(
            rule ? name.group(1) : otherwise, rule ? spoken(name.group(2)) : "", state, message));
  }

  /** {@code honoursCancellation} as {@code honours cancellation}. */
  private static String spoken(String camel) {
    return camel
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** In one line: what a rule wants, then what was seen; where it was seen is for debuggers. */
  private static String words(Throwable thrown) {
    String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    String line =
        message
            .lines()
            .map(String::strip)
            .filter(one -> !one.isEmpty() && !one.startsWith("at ") && !CUT.matcher(one).matches())
            .collect(Collectors.joining(" "));
    String plain =
        line.replaceFirst("^Assumption failed: ", "")
            .replaceFirst("^\\[(.*?)] ?(?=Expecting|expected|$)", "$1 ");
    return ALIKE.matcher(plain).replaceFirst("They differ in what they hold.").strip();
  }
}
