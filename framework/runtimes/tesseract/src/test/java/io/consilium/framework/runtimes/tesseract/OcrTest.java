package io.consilium.framework.runtimes.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OcrTest {
  private final Ocr ocr = Ocr.shared();

  @Test
  void readsAPageWithPlaces() throws Exception {
    List<OcrBlock> blocks =
        ocr.read(
            drawn("Revenue rose in the third quarter", "Costs fell by 12.5 per cent"),
            OcrRequest.of(PageMode.PAGE));

    assertThat(text(blocks))
        .isEqualTo("Revenue rose in the third quarter Costs fell by 12.5 per cent");
    OcrWord first = blocks.get(0).lines().get(0).words().get(0);
    assertThat(first.x()).isBetween(35, 50);
    assertThat(first.confidence()).isGreaterThan(0.8);
  }

  @Test
  void readsOneLineOfDigitsOnly() throws Exception {
    OcrRequest digits = OcrRequest.of(PageMode.LINE).withAlphabet("0123456789,.");
    assertThat(text(ocr.read(drawn("1,234.50"), digits))).isEqualTo("1,234.50");
  }

  @Test
  void findsNothingOnABlankPicture() throws Exception {
    byte[] white = new byte[300 * 200];
    java.util.Arrays.fill(white, (byte) 255);
    assertThat(ocr.read(new GrayPicture(white, 300, 200), OcrRequest.of(PageMode.PAGE))).isEmpty();
    assertThat(ocr.read(new GrayPicture(new byte[1], 1, 1), OcrRequest.of(PageMode.PAGE)))
        .isEmpty();
  }

  @Test
  void givesUpWhenTimeIsOver() throws Exception {
    OcrRequest hasty = OcrRequest.of(PageMode.PAGE).withLimit(Duration.ofMillis(1));
    assertThat(ocr.read(drawn("Revenue rose", "Costs fell"), hasty)).isNotNull();
  }

  @Test
  void servesManyThreadsAlike() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<String>> calls =
          IntStream.range(0, 12)
              .mapToObj(
                  i ->
                      (Callable<String>)
                          () ->
                              text(
                                  ocr.read(
                                      drawn("Total assets 4711"), OcrRequest.of(PageMode.LINE))))
              .toList();
      for (var done : threads.invokeAll(calls)) {
        assertThat(done.get()).isEqualTo("Total assets 4711");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void readsAgainAfterRelease() throws Exception {
    ocr.warmUp();
    ocr.release();
    assertThat(text(ocr.read(drawn("Equity"), OcrRequest.of(PageMode.LINE)))).isEqualTo("Equity");
  }

  @Test
  void refusesAPictureWhoseSizeIsWrong() {
    assertThatThrownBy(() -> new GrayPicture(new byte[10], 5, 5))
        .hasMessageContaining("5x5")
        .hasMessageContaining("10 bytes");
  }

  private static String text(List<OcrBlock> blocks) {
    return blocks.stream()
        .flatMap(block -> block.lines().stream())
        .flatMap(line -> line.words().stream())
        .map(OcrWord::text)
        .collect(Collectors.joining(" "));
  }

  private static GrayPicture drawn(String... lines) {
    BufferedImage image =
        new BufferedImage(900, 60 + 60 * lines.length, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 32));
    for (int i = 0; i < lines.length; i++) {
      graphics.drawString(lines[i], 40, 60 + 60 * i);
    }
    graphics.dispose();
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new GrayPicture(pixels, image.getWidth(), image.getHeight());
  }
}
