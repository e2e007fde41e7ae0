package io.consilium.archetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginProjectTest {
  @TempDir private Path directory;

  static Stream<String> kinds() {
    return PluginProject.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsGeneratedCompilesAndKeepsTheRules(String kind) throws Exception {
    PluginProject project = PluginProject.of(kind, "my-fraud");
    project.write(directory);

    Built built = Built.from(directory);

    assertThat(built.complaints()).isEmpty();
    Built.Tests tests = built.test(project);
    assertThat(tests.failed()).isEmpty();
    assertThat(tests.skipped()).allMatch(name -> name.startsWith("optional_"));
    assertThat(tests.passed()).isGreaterThan(10);
    assertThat(built.bindings(project)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theTemplatesAreFilledAsMavenFillsThem(String kind) throws Exception {
    PluginProject project = PluginProject.of(kind, "my-fraud");
    Map<String, String> files = project.files();
    for (Templates.Template template : Templates.of(kind)) {
      assertThat(files.get(template.path(project.values())))
          .as(template.file())
          .isEqualTo(byVelocity(template.read(), project.values()));
    }
  }

  private static String byVelocity(String template, Map<String, String> values) {
    StringWriter out = new StringWriter();
    VelocityContext context = new VelocityContext();
    values.forEach(context::put);
    assertThat(new VelocityEngine().evaluate(context, out, "template", template)).isTrue();
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingOfATemplateIsLeftOver(String kind) throws Exception {
    PluginProject.of(kind, "my-fraud")
        .files()
        .forEach(
            (path, content) -> {
              assertThat(path).doesNotContain("__");
              assertThat(content).doesNotContain("#if").doesNotContain("#end");
              assertThat(content).doesNotContainPattern("\\$\\{[A-Za-z]+}");
              assertThat(content).doesNotContainPattern("@[a-z0-9.]+@");
            });
  }

  @Test
  void theDirectoryIsLaidOutAsMavenExpects() throws Exception {
    List<Path> written =
        new PluginProject("expert", "my-fraud", "org.acme.fraud").write(directory.resolve("new"));

    assertThat(written.stream().map(path -> directory.resolve("new").relativize(path).toString()))
        .containsExactlyInAnyOrder(
            "pom.xml",
            "README.md",
            "src/main/java/org/acme/fraud/MyFraudModule.java",
            "src/main/java/org/acme/fraud/MyFraudExpert.java",
            "src/test/java/org/acme/fraud/MyFraudExpertTest.java",
            "src/test/java/org/acme/fraud/MyFraudIT.java",
            "src/main/resources/CONSILIUM-INF/examples/example.json");
  }

  @Test
  void aDirectoryThatHoldsSomethingIsNotTouched() throws Exception {
    Files.writeString(directory.resolve("pom.xml"), "mine");

    assertThatThrownBy(() -> PluginProject.of("gate", "my-gate").write(directory))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(Files.readString(directory.resolve("pom.xml"))).isEqualTo("mine");
    try (Stream<Path> list = Files.list(directory)) {
      assertThat(list).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "My-Fraud", "fraud-", "-fraud", "a--b", "../up", "9lives", "a b"})
  void namesThatCannotStandInAPomAreRefused(String name) {
    assertThatThrownBy(() -> new PluginProject("expert", name, "com.example"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(" + name + ")")
        .hasMessageContaining("Maybe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.new", "com..example", "9a", "com.example;"})
  void packagesThatAreNoneAreRefused(String packageName) {
    assertThatThrownBy(() -> new PluginProject("expert", "my-fraud", packageName))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(" + packageName + ")")
        .hasMessageContaining("Maybe");
  }

  @Test
  void aKindThatIsNoneIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> PluginProject.of("oracle", "my-fraud"))
        .hasMessageContaining("(oracle)")
        .hasMessageContaining("expert, verifier, planner, gate, halting");
  }
}
