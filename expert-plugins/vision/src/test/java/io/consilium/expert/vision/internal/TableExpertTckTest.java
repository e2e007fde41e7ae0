package io.consilium.expert.vision.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.ExpertTck;
import java.util.List;
import java.util.Map;

class TableExpertTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new TableExpert(Ocr.shared());
  }

  @Override
  protected List<Assignment> samples() throws Exception {
    byte[] png = ReportPage.upper().png();
    Solved page = (Solved) Calls.page(png);
    return List.of(
        new Assignment(
            "vision.table",
            "Read the table",
            Map.of("image", List.of(Calls.image(png)), "page", List.of(page.outputs().get("page"))),
            Settings.EMPTY));
  }
}
