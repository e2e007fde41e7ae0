package io.consilium.expert.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Page;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BadInputTest {
  private final List<Expert> experts =
      List.of(
          new PageExpert(Ocr.shared()),
          new TableExpert(Ocr.shared()),
          new ChartExpert(Ocr.shared()));

  @Test
  void declinesWhatIsNoPicture() throws Exception {
    byte[] cut = Arrays.copyOf(ReportPage.drawn().png(), 5000);
    for (byte[] bytes : List.of(new byte[0], "text".getBytes(StandardCharsets.UTF_8), cut)) {
      for (Expert expert : experts) {
        assertThat(call(expert, bytes))
            .isInstanceOfSatisfying(
                Declined.class,
                declined -> assertThat(declined.code()).isEqualTo(Declined.BAD_INPUT));
      }
    }
  }

  @Test
  void answersEveryDamagedPictureWithAnOutcome() throws Exception {
    RenderedPage page = new RenderedPage(200, 160);
    page.text(20, 60, "Total 12").bar(20, 80, 30, 60, java.awt.Color.BLUE);
    byte[] png = page.png();
    byte[] jpeg = page.jpeg();
    Random random = new Random(20240615);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = (i % 2 == 0 ? png : jpeg).clone();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] part = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 4));
      assertThat(call(experts.get(i % 3), part)).isNotNull();
    }
  }

  @Test
  void stopsWhenCancelled() throws Exception {
    TestContext context = TestContext.create();
    context.cancel();
    Assignment assignment =
        new Assignment(
            "vision.text",
            "",
            Map.of("image", List.of(Calls.image(ReportPage.drawn().png()))),
            Settings.EMPTY);
    assertThat(experts.get(0).solve(assignment, context))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo("cancelled"));
  }

  private static ExpertOutcome call(Expert expert, byte[] bytes) throws Exception {
    Artifact page = TestContext.create().artifacts().of(new Page(100, 100, 0, 0, List.of()));
    return Calls.call(expert, Map.of("image", Calls.image(bytes), "page", page), Settings.EMPTY);
  }
}
