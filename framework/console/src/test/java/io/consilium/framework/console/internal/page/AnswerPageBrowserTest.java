package io.consilium.framework.console.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.framework.engine.TaskOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads pages in a real browser; skipped where there is none. */
class AnswerPageBrowserTest {
  @Test
  void aBrowserSeesEverySectionOfAnAnswer(@TempDir Path directory) throws Exception {
    String dom = dom(Outcomes.answered(), directory);
    assertThat(dom)
        .contains("<h1>Johnson &amp; Johnson: earnings per share</h1>")
        .contains("Answered and verified")
        .contains("class=\"plot\"")
        .contains("class=\"ahead\"")
        .contains("class=\"timeline\"");
    for (String section :
        List.of(
            "forecast-2",
            "checks",
            "read",
            "sentiment",
            "page-3",
            "halt",
            "trace",
            "code",
            "proof")) {
      assertThat(dom).contains("id=\"" + section + "\"");
    }
    assertThat(count(dom, "<g class=\"observed\">")).isEqualTo(Samples.EARNINGS.length);
    assertThat(count(dom, "<g class=\"expected\">")).isEqualTo(4);
  }

  @Test
  void whatABrowserMakesOfHostileTextIsTextAlone(@TempDir Path directory) throws Exception {
    String hostile =
        "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
    String dom = dom(Outcomes.refused(hostile, hostile), directory);
    assertThat(dom).doesNotContain("<script").doesNotContain("<img");
    assertThat(dom.substring(dom.indexOf("<title>"), dom.indexOf("</title>")))
        .startsWith("<title>&lt;script&gt;");
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  private static String dom(TaskOutcome outcome, Path directory) throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium on this machine");
    Path page = directory.resolve("page.html");
    Files.writeString(
        page, AnswerPage.render(outcome, Optional.of(Outcomes.PROOF), "report-forecast"));
    Path dom = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    process.destroyForcibly();
    assumeTrue(ended, "the browser did not end in 90 s");
    return Files.readString(dom, StandardCharsets.UTF_8);
  }

  private static Optional<Path> browser() throws IOException {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(
            name ->
                Stream.of(path.split(java.io.File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
