package io.consilium.expert.vision.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.ExpertTck;
import java.util.List;
import java.util.Map;

class GridExpertTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new GridExpert(Ocr.shared());
  }

  @Override
  protected List<Assignment> samples() {
    return List.of(
        new Assignment(
            "grid.read",
            "Read the clues",
            Map.of(
                "source", List.of(Calls.image(DrawnGrid.of(4, "1...4..32..4...1").page().png()))),
            Settings.EMPTY));
  }
}
