package io.consilium.governance.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePolicyTest {
  private static final String DENY = "rules:\n  - {name: %s, at: task-admitted, deny: Not you.}\n";

  @TempDir Path root;
  private Path directory;
  private RuntimeException fault;
  private LivePolicy policy;

  @BeforeEach
  void begin() throws IOException {
    directory = Files.createDirectory(root.resolve("policy"));
    write("first");
    policy =
        new LivePolicy(
            List.of(directory),
            () -> {
              if (fault != null) {
                throw fault;
              }
              return null;
            });
  }

  private void write(String rule) throws IOException {
    Files.writeString(directory.resolve("rules.yaml"), DENY.formatted(rule));
  }

  @Test
  void aChangeHoldsOnceTwoLooksFindTheSame() throws IOException {
    String first = policy.revision();
    write("half");
    policy.look();
    write("whole");
    policy.look();
    assertThat(policy.revision()).isEqualTo(first);

    policy.look();
    assertThat(policy.revision()).isNotEqualTo(first);
  }

  @Test
  void aDirectoryThatIsGoneForAMomentTakesNoRulesAway() throws IOException {
    String first = policy.revision();
    Path aside = Files.move(directory, root.resolve("aside"));
    policy.look();
    Files.move(aside, directory);
    policy.look();
    Files.move(directory, aside);
    policy.look();
    assertThat(policy.revision()).isEqualTo(first);

    policy.look();
    assertThat(policy.revision()).isEmpty();
  }

  @Test
  void aFaultKeepsTheRulesAndEndsNoLook() throws IOException {
    String first = policy.revision();
    fault = new IllegalStateException("The registry is gone.");
    write("second");
    policy.look();
    policy.look();
    assertThat(policy.revision()).isEqualTo(first);

    fault = null;
    policy.look();
    policy.look();
    assertThat(policy.revision()).isNotEqualTo(first);
  }
}
