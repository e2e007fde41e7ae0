package io.consilium.expert.vision.internal;

import io.consilium.api.data.Page;
import io.consilium.api.data.Table;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Shows what the experts see in pictures: for people at work on them, {@code Looking FILE...}. */
public final class Looking {
  private Looking() {}

  public static void main(String[] files) throws Exception {
    for (String file : files) {
      System.out.println("== " + file);
      Artifact image =
          TestContext.create().artifacts().of(MediaType.PNG, Files.readAllBytes(Path.of(file)));
      long start = System.nanoTime();
      ExpertOutcome read = run(new PageExpert(Ocr.shared()), Map.of("image", image));
      System.out.println(millis(start) + " ms " + facts(read));
      if (!(read instanceof ExpertOutcome.Solved solved)) {
        continue;
      }
      Artifact pageArtifact = solved.outputs().get("page");
      Page page = TestContext.create().artifacts().read(pageArtifact, Page.class);
      page.blocks()
          .forEach(b -> System.out.println("  [" + b.kind() + "] " + b.box() + " " + b.text()));
      start = System.nanoTime();
      ExpertOutcome tables =
          run(new TableExpert(Ocr.shared()), Map.of("image", image, "page", pageArtifact));
      System.out.println(millis(start) + " ms " + facts(tables));
      if (tables instanceof ExpertOutcome.Solved found) {
        print(TestContext.create().artifacts().read(found.outputs().get("table"), Table.class));
      }
    }
  }

  static ExpertOutcome run(Expert expert, Map<String, Artifact> inputs) throws Exception {
    return Calls.call(expert, inputs, Settings.EMPTY);
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static String facts(ExpertOutcome outcome) {
    return outcome instanceof ExpertOutcome.Solved solved
        ? solved.facts().values().toString()
        : outcome.toString();
  }

  private static void print(Table table) {
    System.out.println("  title=" + table.title() + " unit=" + table.unit());
    System.out.println("  " + table.columns());
    table
        .rows()
        .forEach(
            row ->
                System.out.println(
                    "  "
                        + row.stream()
                            .map(c -> c.text() + (c.number() == null ? "" : "=" + c.number()))
                            .toList()));
  }
}
