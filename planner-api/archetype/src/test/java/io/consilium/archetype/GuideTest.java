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

/** Every class in the guide compiles, and every file that it refers to is there. */
class GuideTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^)]*\\)");

  /** What the guide leaves out. */
  private static final String IMPORTS =
      """
      import io.consilium.api.expert.*;
      import io.consilium.api.host.*;
      import io.consilium.api.task.*;
      import io.consilium.api.verifier.*;
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
      """;

  @TempDir Path project;

  @Test
  void everyClassOfTheGuideCompiles() throws IOException {
    List<String> classes = fences(DOCS.resolve("guide.md"), "java");
    for (int i = 0; i < classes.size(); i++) {
      Path file = project.resolve("src").resolve("guide" + i).resolve("Snippet.java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "package guide" + i + ";\n" + IMPORTS + classes.get(i));
    }

    assertThat(classes).hasSizeGreaterThan(3);
    assertThat(Built.from(project).complaints()).doesNotContain("error:");
  }

  @Test
  void everyPageThatTheDocsReferToIsThere() throws IOException {
    for (String page : List.of("README.md", "guide.md", "first-hour.md", "claims.md")) {
      Matcher links = LINK.matcher(Files.readString(DOCS.resolve(page)));
      while (links.find()) {
        assertThat(DOCS.resolve(links.group(1))).as(page).exists();
      }
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
