package io.consilium.governance.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that may be there and cannot be read are never no rules. */
class RuleFilesTest {
  private static final String DENY = "rules: [{name: %s, at: task-admitted, deny: x}]";

  @TempDir Path root;

  private static void unreadable(Path directory) {
    assertThatThrownBy(() -> RuleFiles.read(List.of(directory)))
        .isInstanceOf(PolicyError.class)
        .hasMessageContaining(directory + ": It cannot be read (");
    assertThatThrownBy(() -> RuleFiles.revision(List.of(directory)))
        .isInstanceOf(PolicyError.class);
  }

  @Test
  void aDirectoryThatDoesNotExistIsPassedOver() {
    for (String none : List.of("none", "none/policy", "a/b/c/policy")) {
      assertThat(RuleFiles.read(List.of(root.resolve(none))).revision()).isEmpty();
    }
  }

  @Test
  void aLinkToNowhereIsAProblemAndNotNoRules() throws IOException {
    unreadable(Files.createSymbolicLink(root.resolve("policy"), root.resolve("not-mounted")));
    unreadable(Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop")));
    unreadable(root.resolve("policy").resolve("within"));
    unreadable(root.resolve("loop").resolve("within"));
  }

  @Test
  void aFileWhereADirectoryIsWantedIsAProblem() throws IOException {
    Path file = Files.writeString(root.resolve("policy"), DENY.formatted("a"));
    unreadable(file);
    unreadable(file.resolve("within"));
  }

  @Test
  void rulesBehindALinkHold() throws IOException {
    Path rules = Files.createDirectory(root.resolve("rules"));
    Files.writeString(rules.resolve("deny.yaml"), DENY.formatted("a"));
    Path link = Files.createSymbolicLink(root.resolve("policy"), rules);

    assertThat(RuleFiles.read(List.of(link)).size()).isEqualTo(1);
  }

  @Test
  void rulesInADirectoryBelowAreAProblemAndNotLeftOut() throws IOException {
    Path directory = Files.createDirectory(root.resolve("policy"));
    for (String below : List.of("mail", ".kept", "lost+found")) {
      Files.createDirectory(directory.resolve(below));
    }
    Files.writeString(directory.resolve(".kept/old.yaml"), "not rules");
    assertThat(RuleFiles.read(List.of(directory)).revision()).isEmpty();

    Path file = Files.writeString(directory.resolve("mail/rules.yaml"), DENY.formatted("a"));
    assertThatThrownBy(() -> RuleFiles.read(List.of(directory)))
        .hasMessageContaining(file + ": Only files in the directory itself are read as rules.");
  }

  @Test
  void aFileThatIsAlmostCalledSoIsAProblemOfItsOwn() throws IOException {
    for (String name : List.of("deny.yml", "deny.YAML", "deny.test.yml")) {
      Path directory = Files.createDirectory(root.resolve(name + ".d"));
      Path file = Files.writeString(directory.resolve(name), DENY.formatted("a"));
      assertThatThrownBy(() -> RuleFiles.read(List.of(directory)))
          .hasMessageContaining(
              file
                  + ": Only files whose name ends in .yaml are read as rules. Maybe rename it so.");
    }
    Path others = Files.createDirectory(root.resolve("others"));
    for (String name : List.of(".deny.yml", "deny.yml.bak", "README.md", "deny.test.yaml")) {
      Files.writeString(others.resolve(name), "not rules");
    }
    assertThat(RuleFiles.read(List.of(others)).revision()).isEmpty();
  }
}
