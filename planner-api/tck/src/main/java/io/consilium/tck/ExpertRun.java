package io.consilium.tck;

import static org.junit.jupiter.api.Assumptions.abort;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.json.Example;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules for experts, on one that is there already, with the examples of its jar. */
final class ExpertRun extends ExpertTck {
  private final Expert expert;
  private final List<Example> examples;
  private final List<Example> solved;

  ExpertRun() {
    Conformance.Subject subject = Conformance.Subject.current();
    expert = (Expert) subject.plugin();
    List<String> mine = capabilities();
    examples =
        subject.examples().stream()
            .filter(one -> one.of() == Example.Of.EXPERT && mine.contains(one.called()))
            .toList();
    solved = examples.stream().filter(one -> one.expect() == Example.Expect.SOLVED).toList();
  }

  private List<String> capabilities() {
    return expert.descriptor().capabilities().stream().map(Capability::name).toList();
  }

  @Override
  protected Expert expert() {
    return expert;
  }

  @Override
  protected List<Assignment> samples() {
    if (solved.isEmpty()) {
      abort(
          "The jar carries no example that is solved. Maybe add one in " + Example.DIRECTORY + ".");
    }
    return solved.stream().map(Example::assignment).toList();
  }

  @TestFactory
  @Order(0)
  Stream<DynamicTest> examplesEndAsTheySay() {
    Duration timeout = expert.descriptor().timeout();
    return Conformance.tests(
        examples,
        timeout,
        example ->
            () -> {
              ExpertOutcome outcome =
                  expert.solve(example.assignment(), TestContext.withTimeout(timeout));
              return example.endsSo(outcome) ? "" : "it ended as " + outcome;
            });
  }

  /** What no example shows was shown to the author's own tests, or not. */
  @Override
  @Test
  public void required_expert03_solvesASampleOfEachCapability() throws Exception {
    List<String> missing =
        capabilities().stream()
            .filter(name -> solved.stream().noneMatch(one -> one.called().equals(name)))
            .toList();
    if (!missing.isEmpty()) {
      abort("The jar carries no example for " + String.join(", ", missing) + ".");
    }
    super.required_expert03_solvesASampleOfEachCapability();
  }
}
