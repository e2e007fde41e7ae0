package io.consilium.expert.vision.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.ExpertTck;
import java.util.List;
import java.util.Map;

class PageExpertTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new PageExpert(Ocr.shared());
  }

  @Override
  protected List<Assignment> samples() {
    return List.of(
        new Assignment(
            "vision.text",
            "Read the page",
            Map.of("image", List.of(Calls.image(ReportPage.upper().png()))),
            Settings.EMPTY));
  }
}
