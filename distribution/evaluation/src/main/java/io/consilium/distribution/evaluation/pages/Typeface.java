package io.consilium.distribution.evaluation.pages;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fonts that pages are set in. All come from the class path (Liberation and DejaVu), none from
 * the machine, which may have none.
 */
enum Typeface {
  LIBERATION_SANS("/liberation/LiberationSans-", "Regular", "Bold", "Italic"),
  LIBERATION_SERIF("/liberation/LiberationSerif-", "Regular", "Bold", "Italic"),
  DEJAVU_SANS(Typeface.DEJAVU + "DejaVuSans", "", "-Bold", "-Oblique"),
  DEJAVU_SERIF(Typeface.DEJAVU + "DejaVuSerif", "", "-Bold", "-Italic"),
  DEJAVU_CONDENSED(Typeface.DEJAVU + "DejaVuSansCondensed", "", "-Bold", "-Oblique"),
  DEJAVU_SERIF_CONDENSED(Typeface.DEJAVU + "DejaVuSerifCondensed", "", "-Bold", "-Italic");

  private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/";
  private static final Map<String, Font> LOADED = new ConcurrentHashMap<>();

  private final String stem;
  private final String regular;
  private final String bold;
  private final String italic;

  Typeface(String stem, String regular, String bold, String italic) {
    this.stem = stem;
    this.regular = regular;
    this.bold = bold;
    this.italic = italic;
  }

  Font regular(double points) {
    return load(stem + regular).deriveFont((float) points);
  }

  Font bold(double points) {
    return load(stem + bold).deriveFont((float) points);
  }

  Font italic(double points) {
    return load(stem + italic).deriveFont((float) points);
  }

  private static Font load(String resource) {
    return LOADED.computeIfAbsent(resource, Typeface::read);
  }

  private static Font read(String resource) {
    try (InputStream in = Typeface.class.getResourceAsStream(resource + ".ttf")) {
      if (in == null) {
        throw new IllegalStateException("The font (" + resource + ") is not on the class path.");
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("The font (" + resource + ") cannot be read.", e);
    }
  }
}
