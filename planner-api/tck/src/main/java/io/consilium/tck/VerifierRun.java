package io.consilium.tck;

import static org.junit.jupiter.api.Assumptions.abort;

import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.json.Example;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules for verifiers, on one that is there already, with the examples of its jar. */
final class VerifierRun extends VerifierTck {
  private final Conformance.Subject subject = Conformance.Subject.current();
  private final Verifier verifier = (Verifier) subject.plugin();

  private List<Example> examples() {
    return subject.examples().stream()
        .filter(one -> one.of() == Example.Of.VERIFIER)
        .filter(one -> one.called().equals(verifier.descriptor().id()))
        .toList();
  }

  @Override
  protected Verifier verifier() {
    return verifier;
  }

  @Override
  protected List<Claim> holding() {
    return claims(Example.Expect.ACCEPTED);
  }

  @Override
  protected List<Claim> failing() {
    return claims(Example.Expect.REJECTED);
  }

  @TestFactory
  Stream<DynamicTest> examplesEndAsTheySay() {
    Duration timeout = verifier.descriptor().timeout();
    return Conformance.tests(
        examples(),
        timeout,
        example ->
            () -> {
              Verdict verdict = verifier.verify(example.claim(), TestContext.withTimeout(timeout));
              return example.endsSo(verdict) ? "" : "it said " + verdict;
            });
  }

  private List<Claim> claims(Example.Expect expect) {
    List<Claim> claims =
        examples().stream().filter(one -> one.expect() == expect).map(Example::claim).toList();
    if (claims.isEmpty()) {
      abort(
          "The jar carries no example that is "
              + expect.name().toLowerCase(Locale.ROOT)
              + ". Maybe add one in "
              + Example.DIRECTORY
              + ".");
    }
    return claims;
  }
}
