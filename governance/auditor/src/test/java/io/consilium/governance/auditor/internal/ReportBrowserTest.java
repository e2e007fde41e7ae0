package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads a task's page in a real browser; skipped where there is none. */
class ReportBrowserTest {
  @TempDir Path directory;

  @Test
  void aBrowserSeesEverySectionAndNothingForeign() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no chromium on this machine");
    Path ledger = directory.resolve("ledger");
    HostileTask.write(ledger, "t-0");
    Path page = directory.resolve("page.html");
    Audited.run(ledger, "export", "html", "--task", "t-0", "--out", page.toString());

    String dom = dom(browser.get(), page);

    assertThat(dom)
        .contains("<title>Task t-0</title>")
        .contains("<section id=\"course\">")
        .contains("<section id=\"timeline\">")
        .contains("<rect class=\"solved\"")
        .contains("<article id=\"r17\">")
        .contains("<section id=\"proofs\">")
        .contains("&lt;script&gt;")
        .doesNotContain("<script")
        .doesNotContain("<img")
        .doesNotContain("onload=\"");
  }

  private String dom(Path browser, Path page) throws Exception {
    Path dom = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
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
            name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
