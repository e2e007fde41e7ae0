package io.consilium.expert.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.TestContext;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridExpertTest {
  private static final GridExpert EXPERT = new GridExpert(Ocr.shared());
  private static final String FOUR = "1...4..32..4...1";
  private static final String SIX = "1....2.4..6......35.....2..1.....6..";

  @Test
  void readsACleanGrid() throws Exception {
    ExpertOutcome outcome = read(DrawnGrid.nine().page().png());
    assertThat(grid(outcome)).isEqualTo(new Grid("sudoku", DrawnGrid.nine().cells()));
    assertThat(((Solved) outcome).facts().values())
        .containsEntry("kind", "sudoku")
        .containsEntry("rows", 9.0)
        .containsEntry("columns", 9.0)
        .containsEntry("open", 51.0);
  }

  @Test
  void readsATurnedLeaningNoisyJpeg() throws Exception {
    RenderedPage page = DrawnGrid.leaning(DrawnGrid.nine().serif().page().turned(5)).noisy(3, 6);
    assertThat(grid(read(page.jpeg())).cells()).isEqualTo(DrawnGrid.nine().cells());
  }

  @Test
  void readsOtherSizes() throws Exception {
    for (DrawnGrid drawn : List.of(DrawnGrid.of(4, FOUR), DrawnGrid.of(6, SIX))) {
      assertThat(grid(read(drawn.page().png())).cells()).isEqualTo(drawn.cells());
    }
  }

  @Test
  void declinesAPictureWithoutAGrid() throws Exception {
    assertThat(declined(ReportPage.drawn().png()).message())
        .contains("grid")
        .contains("Maybe")
        .contains("as text");
  }

  @Test
  void declinesANumberThatStandsTwiceInARow() throws Exception {
    String twice = "3..3............";
    assertThat(declined(DrawnGrid.of(4, twice).page().png()).message())
        .contains("3 was read twice")
        .contains("row 1, column 1")
        .contains("row 1, column 4");
  }

  @Test
  void declinesWhatIsNoDigitAndNamesTheCell() throws Exception {
    String letter = "1.....K...2.....";
    assertThat(declined(DrawnGrid.of(4, letter).page().png()).message())
        .contains("row 2, column 3")
        .contains("cannot be read");
  }

  @Test
  void declinesANumberThatTheSizeDoesNotAllow() throws Exception {
    assertThat(declined(DrawnGrid.of(4, "1....7.......2..").page().png()).message())
        .contains("row 2, column 2")
        .contains("1..4");
  }

  @Test
  void declinesABlankGrid() throws Exception {
    assertThat(declined(DrawnGrid.of(4, "................").page().png()).message())
        .contains("blank");
  }

  @Test
  void declinesBoxesOfAnotherShape() throws Exception {
    assertThat(declined(DrawnGrid.of(6, SIX).boxRows(3).page().png()).message())
        .contains("boxes of 2 rows by 3 columns");
  }

  @Test
  void declinesTwoGridsOfOneSize() throws Exception {
    RenderedPage page = new RenderedPage(480, 260);
    page.graphics().setColor(Color.BLACK);
    DrawnGrid.of(4, FOUR).draw(page.graphics(), 40, 40);
    DrawnGrid.of(4, FOUR).draw(page.graphics(), 270, 40);
    assertThat(declined(page.png()).message()).contains("2 grids");
  }

  @Test
  void stopsWhenCancelled() throws Exception {
    TestContext context = TestContext.create();
    context.cancel();
    assertThat(
            EXPERT.solve(
                new Assignment(
                    "grid.read",
                    "",
                    Map.of("source", List.of(Calls.image(DrawnGrid.nine().page().png()))),
                    Settings.EMPTY),
                context))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo("cancelled"));
  }

  private static ExpertOutcome read(byte[] picture) throws Exception {
    return Calls.call(EXPERT, Map.of("source", Calls.image(picture)), Settings.EMPTY);
  }

  private static Grid grid(ExpertOutcome outcome) throws Exception {
    return Calls.output(outcome, "grid", Grid.class);
  }

  private static Declined declined(byte[] picture) throws Exception {
    ExpertOutcome outcome = read(picture);
    assertThat(outcome).isInstanceOf(Declined.class);
    return (Declined) outcome;
  }
}
