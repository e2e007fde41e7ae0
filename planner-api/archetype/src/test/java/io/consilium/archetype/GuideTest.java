package io.consilium.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every class in the guide compiles, and every file that it refers to is there. */
class GuideTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final Pattern NAME = Pattern.compile("\\bclass (\\w+)");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^)]*\\)");

  /** What the guide leaves out. */
  private static final String IMPORTS =
      """
      import io.consilium.api.expert.*;
      import io.consilium.api.host.*;
      import io.consilium.api.task.*;
      import io.consilium.api.verifier.*;
      import io.consilium.tck.*;
      import jakarta.inject.Inject;
      import java.io.*;
      import java.lang.management.ManagementFactory;
      import java.net.URI;
      import java.net.http.*;
      import java.nio.charset.StandardCharsets;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.atomic.*;
      import javax.management.*;
      import org.osgi.service.metatype.annotations.*;
      import static java.nio.charset.StandardCharsets.UTF_8;
      """;

  @TempDir Path project;

  @Test
  void everyClassOfTheGuideCompiles() throws IOException {
    List<String> classes = fences(DOCS.resolve("guide.md"), "java");
    for (int i = 0; i < classes.size(); i++) {
      write("guide" + i, classes.get(i));
    }

    assertThat(classes).hasSizeGreaterThan(3);
    assertThat(Built.from(project).complaints()).doesNotContain("error:");
  }

  @Test
  void theSmallestPluginCompilesAndKeepsTheRules() throws Exception {
    write("smallest", fences(Path.of("..", "api", "README.md"), "java").get(0));
    write("smallest", fences(Path.of("..", "tck", "README.md"), "java").get(0));

    Built built = Built.from(project);

    assertThat(built.complaints()).doesNotContain("error:");
    assertThat(built.test("smallest.ShoutTest").failed()).isEmpty();
  }

  private void write(String packageName, String type) throws IOException {
    Matcher name = NAME.matcher(type);
    assertThat(name.find()).as(type).isTrue();
    Path file = project.resolve("src").resolve(packageName).resolve(name.group(1) + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package " + packageName + ";\n" + IMPORTS + type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/README.md",
        "docs/guide.md",
        "docs/first-hour.md",
        "docs/claims.md",
        "api/README.md",
        "tck/README.md",
        "archetype/README.md"
      })
  void everyPageThatTheDocsReferToIsThere(String page) throws IOException {
    Path file = Path.of("..").resolve(page);
    Matcher links = LINK.matcher(Files.readString(file));
    while (links.find()) {
      assertThat(file.resolveSibling(links.group(1))).exists();
    }
  }

  private static List<String> fences(Path page, String language) throws IOException {
    List<String> fences = new ArrayList<>();
    StringBuilder fence = null;
    for (String line : Files.readAllLines(page)) {
      if (line.equals("```" + language)) {
        fence = new StringBuilder();
      } else if (line.equals("```") && fence != null) {
        fences.add(fence.toString());
        fence = null;
      } else if (fence != null) {
        fence.append(line).append('\n');
      }
    }
    return fences;
  }
}
