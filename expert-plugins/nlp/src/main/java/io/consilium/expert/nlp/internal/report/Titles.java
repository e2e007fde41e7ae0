package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Page;
import io.consilium.api.data.Page.BlockKind;
import java.util.Optional;

/** Names a report after the page's own title, or else after its series. */
final class Titles {
  private static final int LONGEST = 120;

  private Titles() {}

  static String of(Figures figures, Optional<Page> page) {
    Optional<String> printed =
        page.flatMap(
            p ->
                p.blocks().stream()
                    .filter(block -> block.kind() == BlockKind.TITLE)
                    .map(block -> block.text().trim())
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                    .findFirst());
    if (printed.isPresent()) {
      return figures.title(printed.get());
    }
    String name = figures.history().name().trim();
    return name.isEmpty() ? "What the figures say" : figures.name(name) + ": figures and forecast";
  }
}
