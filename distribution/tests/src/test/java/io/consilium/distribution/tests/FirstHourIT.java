package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.distribution.tests.Page.Step;
import io.consilium.distribution.tests.Page.Type;
import io.consilium.distribution.tests.Page.Write;
import io.consilium.framework.pipeline.PipelineFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page that a domain team begins with: every file on it is written and every command typed, in
 * an empty directory, and says what the page says. With {@code -Dfirst-hour.maven=true} the project
 * is built by Maven, which needs the installed artifacts; else by its compiler and bnd.
 */
class FirstHourIT {
  private static final Path DOCS = Path.of("..", "..", "planner-api", "docs");
  private static final boolean MAVEN = Boolean.getBoolean("first-hour.maven");

  private Serving serving;
  private Shell shell;
  private Path here;

  private void serve() throws Exception {
    serving = new Serving();
    serving.start();
    shell = new Shell(serving);
    here = Files.createDirectory(serving.directory().resolve("empty"));
  }

  @Test
  void aStrangerGeneratesWritesChecksDeploysUpdatesAndRollsBackWithThePageAlone() throws Exception {
    serve();
    try {
      int typed = 0;
      for (Step step : Page.read(DOCS.resolve("first-hour.md")).steps()) {
        if (step instanceof Write write) {
          Path file = here.resolve(write.path());
          Files.createDirectories(file.getParent());
          Files.writeString(file, write.content());
        } else if (step instanceof Type type) {
          type(type);
          typed++;
        }
      }
      assertThat(typed).isGreaterThan(12);
    } finally {
      serving.stop();
    }
  }

  @Test
  void thePipelineOnTheFirstPageIsOne() throws Exception {
    List<Step> steps = Page.read(DOCS.resolve("README.md")).steps();
    assertThat(steps).hasSize(1).allMatch(Write.class::isInstance);
    Write file = (Write) steps.get(0);
    byte[] yaml = file.content().getBytes(StandardCharsets.UTF_8);
    assertThat(PipelineFile.read(file.path(), yaml).name()).isEqualTo("strip");
  }

  private void type(Type type) throws Exception {
    if (type.line().startsWith("cd ")) {
      here = here.resolve(type.line().substring(3)).normalize();
      assertThat(here).isDirectory();
    } else if (type.line().startsWith("mvn ") && !MAVEN) {
      new ProjectBuild(here).jar(System.getProperty("java.class.path"));
    } else {
      String said = shell.run(here, type.line());
      assertThat(Page.missing(type.says(), said)).as("$ " + type.line() + "\n" + said).isEmpty();
    }
  }
}
