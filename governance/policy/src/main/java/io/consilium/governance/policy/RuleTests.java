package io.consilium.governance.policy;

import io.consilium.governance.policy.PolicyError.Problem;
import io.consilium.governance.policy.internal.Source;
import io.consilium.governance.policy.internal.TestCase;
import io.consilium.governance.policy.internal.TestReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the tests of rules: every {@code *.test.yaml} beside them. All methods are static. */
public final class RuleTests {

  /**
   * How one test ended.
   *
   * @param place file and line
   * @param message what was expected and what came; empty if it passed
   */
  public record Result(String name, String place, String message) {
    public boolean passed() {
      return message.isEmpty();
    }
  }

  private RuleTests() {}

  /**
   * Runs all tests of the directories.
   *
   * @throws PolicyError if a test file has problems
   */
  public static List<Result> run(RulePolicy policy, List<Path> directories) {
    List<TestCase> cases = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : RuleFiles.files(directories, true)) {
      Source source = new Source(RuleFiles.name(file));
      cases.addAll(TestReader.read(source, RuleFiles.bytes(file)));
      problems.addAll(source.problems());
    }
    if (!problems.isEmpty()) {
      throw new PolicyError(problems);
    }
    return cases.stream()
        .map(
            test ->
                new Result(
                    test.name(),
                    test.place(),
                    test.difference(policy.ask(test.point(), test.given()))))
        .toList();
  }
}
