package io.consilium.expert.vision.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.TestContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls experts as the host would. */
final class Calls {
  private Calls() {}

  static Artifact image(byte[] bytes) {
    return TestContext.create().artifacts().of(MediaType.PNG, bytes);
  }

  static ExpertOutcome page(byte[] image) throws Exception {
    return call(new PageExpert(Ocr.shared()), Map.of("image", image(image)), Settings.EMPTY);
  }

  static ExpertOutcome table(byte[] image, Settings settings) throws Exception {
    if (!(page(image) instanceof ExpertOutcome.Solved read)) {
      throw new AssertionError("The page could not be read.");
    }
    return call(
        new TableExpert(Ocr.shared()),
        Map.of("image", image(image), "page", read.outputs().get("page")),
        settings);
  }

  static ExpertOutcome chart(byte[] image) throws Exception {
    return call(new ChartExpert(Ocr.shared()), Map.of("image", image(image)), Settings.EMPTY);
  }

  static ExpertOutcome call(Expert expert, Map<String, Artifact> inputs, Settings settings)
      throws Exception {
    Map<String, List<Artifact>> lists = new LinkedHashMap<>();
    inputs.forEach((name, artifact) -> lists.put(name, List.of(artifact)));
    String capability = expert.descriptor().capabilities().get(0).name();
    return expert.solve(new Assignment(capability, "", lists, settings), TestContext.create());
  }

  static <T> T output(ExpertOutcome outcome, String name, Class<T> type) throws Exception {
    if (!(outcome instanceof ExpertOutcome.Solved solved)) {
      throw new AssertionError("Not solved: " + outcome);
    }
    return TestContext.create().artifacts().read(solved.outputs().get(name), type);
  }
}
