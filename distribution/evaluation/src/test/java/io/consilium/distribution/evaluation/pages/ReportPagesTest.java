package io.consilium.distribution.evaluation.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Series.Observation;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPagesTest {
  private final ReportPages pages = new ReportPages(SeriesLibrary.simulated());

  @Test
  void equalSeedsGiveEqualPages() {
    assertThat(pixels(pages.image(3))).isEqualTo(pixels(pages.image(3)));
    assertThat(pages.truth(3)).isEqualTo(pages.truth(3));
  }

  @Test
  void everySeedHasATruthWithEnoughPeriodsToForecastFrom() {
    for (int seed = 0; seed < ReportPages.COUNT; seed++) {
      PageTruth truth = pages.truth(seed);
      assertThat(truth.series()).as("seed %s", seed).hasSizeGreaterThanOrEqualTo(8);
      assertThat(truth.nextPeriods()).doesNotContainAnyElementsOf(periods(truth));
      assertThat(truth.table().isEmpty() && truth.chart().isEmpty()).isFalse();
    }
  }

  @Test
  void bothHalvesHoldEveryLayoutAndMostForms() {
    for (int half = 0; half < ReportPages.COUNT; half += ReportPages.FIRST_HELD) {
      Set<String> layouts = new HashSet<>();
      Set<String> forms = new HashSet<>();
      IntStream.range(half, half + ReportPages.FIRST_HELD)
          .mapToObj(pages::truth)
          .forEach(
              truth -> {
                layouts.add(truth.layout());
                forms.add(truth.tableForm());
              });
      assertThat(layouts).hasSize(Layout.values().length);
      assertThat(forms).hasSizeGreaterThanOrEqualTo(TableForm.values().length - 1);
    }
  }

  @Test
  void printedTotalsAreTheSumOfTheirParts() {
    for (int seed = 0; seed < 60; seed++) {
      PageTruth truth = pages.truth(seed);
      if (truth.tableForm().equals("LONG_PARTS")) {
        for (List<String> row : truth.table().subList(1, truth.table().size())) {
          double parts = row.subList(1, row.size() - 1).stream().mapToDouble(this::number).sum();
          assertThat(parts).isCloseTo(number(row.get(row.size() - 1)), within(1e-6));
        }
      }
    }
  }

  @Test
  void aPartialPeriodIsPrintedButIsNoneOfTheSeries() {
    List<PageTruth> partial =
        IntStream.range(0, 60)
            .mapToObj(pages::truth)
            .filter(truth -> !truth.excluded().isEmpty())
            .toList();
    assertThat(partial).isNotEmpty();
    for (PageTruth truth : partial) {
      assertThat(truth.excluded().get(0)).contains("YTD");
      assertThat(periods(truth)).doesNotContain(truth.nextPeriods().get(0));
    }
  }

  @Test
  void pictureAndTruthAreWrittenSideBySide(@TempDir Path directory) throws Exception {
    Path png = pages.write(5, directory);
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isGreaterThan(900);
    assertThat(Files.readString(directory.resolve("page-005.json"))).contains("\"series\"");
  }

  @Test
  void rendersWhereTheMachineHasNoFonts(@TempDir Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            FontlessRendering.class.getName(),
            directory.resolve("page.png").toString());
    builder.environment().put("FONTCONFIG_FILE", "/dev/null");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile());
    assertThat(builder.start().waitFor()).as(Files.readString(directory.resolve("log"))).isZero();
    BufferedImage image = ImageIO.read(directory.resolve("page.png").toFile());
    assertThat(pixels(image)).isEqualTo(pixels(ExamplePage.image()));
  }

  /** Renders in a process of its own. */
  static final class FontlessRendering {
    private FontlessRendering() {}

    public static void main(String[] args) throws Exception {
      ImageIO.write(ExamplePage.image(), "png", Path.of(args[0]).toFile());
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private double number(String text) {
    boolean negative = text.startsWith("(") || text.startsWith("-");
    double value = Double.parseDouble(text.replaceAll("[^0-9.]", ""));
    return negative ? -value : value;
  }

  private static List<String> periods(PageTruth truth) {
    return truth.series().stream().map(Observation::period).toList();
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
