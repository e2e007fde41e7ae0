package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Gray;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.image.PictureDecoder;
import io.consilium.expert.vision.internal.table.NumberReader;
import io.consilium.expert.vision.internal.text.PageScan;
import io.consilium.expert.vision.internal.text.TextFinder;
import io.consilium.framework.runtimes.tesseract.Ocr;
import io.consilium.tck.TestContext;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Shows the labels and axes that are found in pictures of charts: {@code LabelLook
 * FILE[:X,Y,WIDTH,HEIGHT]...}.
 */
public final class LabelLook {
  private LabelLook() {}

  public static void main(String[] files) throws Exception {
    for (String argument : files) {
      String[] parts = argument.split("[:,]");
      String file = parts[0];
      Picture picture = PictureDecoder.decode(Files.readAllBytes(Path.of(file)));
      if (parts.length == 5) {
        int[] at = Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray();
        picture = picture.crop(new Box(at[0], at[1], at[2], at[3]));
      }
      PageScan page = PageScan.of(picture);
      System.out.println(
          "== " + file + " unit " + page.textHeight() + " skew " + page.turn().degrees());
      ChartScan scan =
          new ChartScan(
              page.color(),
              page.gray(),
              page.textHeight(),
              new TextFinder(Ocr.shared(), TestContext.create()));
      scan.labels()
          .forEach(l -> System.out.printf("  %-30s %.2f %s%n", l.text(), l.confidence(), l.box()));
      write(scan.gray(), Path.of(System.getProperty("java.io.tmpdir"), "text-layer.png"));
      AxisReader axes = new AxisReader(scan, new NumberReader(false));
      System.out.println("  up " + axes.find(true));
      System.out.println("  right " + axes.find(false));
      Box plot = ChartFrame.plot(scan, axes.find(true));
      Palette palette = Palette.of(scan.picture(), plot);
      System.out.println("  plot " + plot);
      for (int i = 0; i < palette.count(); i++) {
        System.out.printf("  color %d %06x%n", i, palette.color(i));
      }
      System.out.println("  upright " + new BarFinder(palette, plot, scan.unit()).find(true));
      System.out.println("  sideways " + new BarFinder(palette, plot, scan.unit()).find(false));
      new LineFinder(palette, plot, scan.unit())
          .find()
          .forEach(t -> System.out.println("  line " + t.color() + " " + t.from() + ".." + t.to()));
    }
  }

  private static void write(Gray gray, Path file) throws Exception {
    BufferedImage image =
        new BufferedImage(gray.width(), gray.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, gray.width(), gray.height(), gray.pixels());
    ImageIO.write(image, "png", file.toFile());
  }
}
