package io.consilium.distribution.evaluation.grids;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A font of the class path (Liberation and DejaVu), never of the machine. What reads digits in
 * pictures was trained on none of them.
 */
record Face(String resource) {
  private static final String LIBERATION = "/liberation/Liberation";
  private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVu";
  private static final Map<String, Font> LOADED = new ConcurrentHashMap<>();

  static final Face TEXT = new Face(LIBERATION + "Serif-Regular");
  static final Face TITLE = new Face(LIBERATION + "Sans-Bold");

  private static final List<Face> ALL =
      List.of(
          new Face(LIBERATION + "Sans-Regular"),
          new Face(LIBERATION + "Sans-Bold"),
          new Face(LIBERATION + "Sans-Italic"),
          new Face(LIBERATION + "Sans-BoldItalic"),
          new Face(LIBERATION + "Serif-Regular"),
          new Face(LIBERATION + "Serif-Bold"),
          new Face(LIBERATION + "Serif-Italic"),
          new Face(LIBERATION + "Serif-BoldItalic"),
          new Face(LIBERATION + "Mono-Regular"),
          new Face(LIBERATION + "Mono-Bold"),
          new Face(DEJAVU + "Sans"),
          new Face(DEJAVU + "Sans-Bold"),
          new Face(DEJAVU + "Sans-BoldOblique"),
          new Face(DEJAVU + "SansCondensed"),
          new Face(DEJAVU + "SansCondensed-Oblique"),
          new Face(DEJAVU + "Serif"),
          new Face(DEJAVU + "Serif-Bold"),
          new Face(DEJAVU + "Serif-Italic"),
          new Face(DEJAVU + "SerifCondensed"),
          new Face(DEJAVU + "SansMono"));

  static Face draw(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** Its name without folders. */
  String name() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  Font size(double pixels) {
    return LOADED.computeIfAbsent(resource, Face::read).deriveFont((float) pixels);
  }

  private static Font read(String resource) {
    try (InputStream in = Face.class.getResourceAsStream(resource + ".ttf")) {
      if (in == null) {
        throw new IllegalStateException("The font (" + resource + ") is not on the class path.");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("The font (" + resource + ") cannot be read.", e);
    }
  }
}
