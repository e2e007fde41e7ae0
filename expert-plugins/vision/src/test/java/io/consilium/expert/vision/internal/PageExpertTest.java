package io.consilium.expert.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.consilium.api.data.Page;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Solved;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageExpertTest {

  @Test
  void readsTextWithItsLayout() throws Exception {
    ExpertOutcome outcome = Calls.page(ReportPage.drawn().png());

    Page page = Calls.output(outcome, "page", Page.class);
    assertThat(page.blocks())
        .extracting(Page.Block::kind)
        .contains(BlockKind.TITLE, BlockKind.TABLE, BlockKind.CHART, BlockKind.CAPTION);
    assertThat(page.prose())
        .contains("Northwind Quarterly Report")
        .contains("Revenue rose to a record in the first quarter of 2024")
        .doesNotContain("1,204.5");
    assertThat(((Solved) outcome).facts().values())
        .containsEntry("language", "en")
        .containsEntry("tables", 1.0)
        .containsEntry("charts", 1.0);
  }

  @Test
  void mapsPlacesBackToTheSkewedPicture() throws Exception {
    Page level = Calls.output(Calls.page(ReportPage.drawn().png()), "page", Page.class);
    Page turned =
        Calls.output(
            Calls.page(ReportPage.drawn().turned(1.5).noisy(3, 10).png()), "page", Page.class);

    assertThat(turned.skewDegrees()).isCloseTo(1.5, within(0.15));
    assertThat(turned.prose()).contains("Revenue rose to a record in the first quarter of 2024");
    // The title stands some 550 pixels above the centre of the turn and moves right with it.
    int shift = turned.blocks().get(0).box().x() - level.blocks().get(0).box().x();
    assertThat(shift).isBetween(8, 18);
  }

  @Test
  void tellsOtherLanguages() throws Exception {
    RenderedPage page = new RenderedPage(900, 300);
    page.text(50, 80, "Der Umsatz stieg im dritten Quartal um zwölf Prozent auf einen neuen");
    page.text(50, 110, "Höchststand, während die Kosten gegenüber dem Vorjahr leicht sanken.");
    page.text(50, 140, "Für das laufende Jahr erwartet der Vorstand weiteres Wachstum.");
    assertThat(((Solved) Calls.page(page.png())).facts().values())
        .containsEntry("language", "other");
  }

  @Test
  void declinesWhatHoldsNoText() throws Exception {
    assertThat(Calls.page(new RenderedPage(600, 800).png()))
        .isInstanceOfSatisfying(
            Declined.class,
            declined -> {
              assertThat(declined.code()).isEqualTo(Declined.ABSENT);
              assertThat(declined.message()).contains("600x800").contains("Maybe");
            });
    assertThat(Calls.page(new RenderedPage(1, 1).png())).isInstanceOf(Declined.class);
    assertThat(Calls.page(scenery().png())).isInstanceOf(Declined.class);
  }

  private static RenderedPage scenery() {
    RenderedPage photo = new RenderedPage(640, 480);
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      int size = 20 + random.nextInt(120);
      photo.graphics().setColor(new java.awt.Color(random.nextInt(1 << 24)));
      photo
          .graphics()
          .fillOval(random.nextInt(640) - 40, random.nextInt(480) - 40, size, size * 2 / 3);
    }
    return photo.noisy(9, 20);
  }
}
