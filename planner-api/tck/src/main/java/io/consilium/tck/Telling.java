package io.consilium.tck;

import io.consilium.tck.Conformance.Rule;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Tells each rule of a kit as it ends: {@code required_expert07_honoursCancellation()}. */
final class Telling implements TestExecutionListener {
  private static final Pattern NAME =
      Pattern.compile("(?:required|optional)_([a-z]+\\d+)_(\\w+)\\(\\)");

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

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.toString()
        : message.replaceFirst("^Assumption failed: ", "").strip();
  }
}
