package io.consilium.distribution.host;

import io.consilium.api.ledger.Body.PayloadRead;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.governance.auditor.PastPolicy;
import io.consilium.governance.policy.PolicyError;
import io.consilium.governance.policy.RuleFiles;
import io.consilium.governance.policy.RulePolicy;
import io.consilium.governance.policy.RuleTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code policy}: whether rules are sound, do what they should, and what they would have done. */
@Command(
    name = "policy",
    description = {
      "Checks and tests the rules on what may be done.",
      "",
      "Without DIR: those of etc/policy in the distribution and of policy in the work directory.",
      ""
    },
    subcommands = {PolicyCommand.Check.class, PolicyCommand.Test.class, PolicyCommand.DryRun.class})
final class PolicyCommand {
  @ParentCommand private Main main;

  /** What the commands do the same. */
  private abstract static class OnRules implements Callable<Integer> {
    @ParentCommand private PolicyCommand parent;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "A directory of rules.")
    private Path directory;

    @Override
    public final Integer call() throws IOException {
      List<Path> directories = directories();
      try (RulePolicy policy = new RulePolicy(RuleFiles.read(directories))) {
        return run(policy, directories);
      } catch (PolicyError e) {
        throw Complaint.usage(e.getMessage());
      }
    }

    abstract int run(RulePolicy policy, List<Path> directories) throws IOException;

    private List<Path> directories() {
      if (directory == null) {
        return List.of(
            Home.find().directory().resolve("etc").resolve("policy"),
            main().work().resolve("policy"));
      }
      if (!Files.isDirectory(directory)) {
        throw Complaint.usage("There is no such directory (" + directory + "). Maybe check it.");
      }
      return List.of(directory);
    }

    final Main main() {
      return parent.main;
    }

    final void say(String line) {
      main().terminal().result(line);
    }
  }

  /** {@code policy check}. */
  @Command(
      name = "check",
      description = {
        "Compiles and type-checks all rules.",
        "",
        "Exit codes: 0 sound, 64 a file has problems; each is named with file, line and column.",
        ""
      })
  static final class Check extends OnRules {
    @Override
    int run(RulePolicy policy, List<Path> directories) {
      if (policy.revision().isEmpty()) {
        say("There are no rules: everything is allowed, which is on record for each task.");
        return 0;
      }
      String points =
          Arrays.stream(PolicyPoint.values())
              .filter(policy::governs)
              .map(PolicyCommand::written)
              .collect(Collectors.joining(", "));
      int rules = policy.size();
      say(rules + (rules == 1 ? " rule is" : " rules are") + " sound, at: " + points + ".");
      say("Revision " + policy.revision());
      return 0;
    }
  }

  /** {@code policy test}. */
  @Command(
      name = "test",
      description = {
        "Runs the tests of the rules: every *.test.yaml beside them.",
        "",
        "Exit codes: 0 all pass, 64 a file has problems, 65 a test fails.",
        ""
      })
  static final class Test extends OnRules {
    @Override
    int run(RulePolicy policy, List<Path> directories) {
      List<RuleTests.Result> results = RuleTests.run(policy, directories);
      results.forEach(
          one ->
              say(
                  (one.passed() ? "pass  " : "FAIL  ")
                      + one.name()
                      + (one.passed() ? "" : " (" + one.place() + "): " + one.message())));
      long failed = results.stream().filter(one -> !one.passed()).count();
      say(results.size() + " tests, " + failed + " failed.");
      return failed == 0 ? 0 : ExitCode.UNVERIFIED;
    }
  }

  /** {@code policy dry-run}. */
  @Command(
      name = "dry-run",
      description = {
        "Holds the rules against every question that the ledger has on record, as far as its key is"
            + " there, and says what they would have ruled otherwise. Nothing is changed; that the"
            + " questions were read is on record.",
        "",
        "What counts of a ruling: its outcome, the rules that held, caps, masks, verifiers, how many"
            + " approvers, and what holds if they do not decide. A point that no rule was about was"
            + " never asked: for its rules there may be no question.",
        ""
      })
  static final class DryRun extends OnRules {
    @Option(
        names = "--as",
        paramLabel = "NAME",
        description = "Who reads. Default: the user's name on this machine.")
    private String name = System.getProperty("user.name");

    @Option(
        names = "--why",
        paramLabel = "TEXT",
        defaultValue = "policy dry-run",
        description = "Why the questions are read. Default: policy dry-run")
    private String why;

    @Override
    int run(RulePolicy policy, List<Path> directories) throws IOException {
      List<PastPolicy.Asked> asked = asked();
      List<PayloadRead.Slot> slots = PastPolicy.opened(asked);
      if (!slots.isEmpty()) {
        CustodyCommands.reading(main(), slots, name, why);
      }
      PolicyTrial trial = new PolicyTrial(policy, asked);
      List<String> differences = trial.differences();
      differences.forEach(this::say);
      trial.untried().forEach(this::say);
      say(
          asked.size()
              + " questions on record, "
              + (asked.size() - slots.size())
              + " cannot be opened; "
              + differences.size()
              + " would be ruled otherwise.");
      return 0;
    }

    private List<PastPolicy.Asked> asked() throws IOException {
      try {
        return PastPolicy.of(main().work().resolve("ledger"));
      } catch (IllegalArgumentException e) {
        throw Complaint.usage(e.getMessage());
      }
    }
  }

  /** A word of rules, as it is written. */
  static String written(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
