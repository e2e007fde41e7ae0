package io.consilium.distribution.evaluation.pages;

import java.util.Random;

/** Everything that a seed decides about a page. */
record PageDesign(
    int seed,
    Content content,
    Look look,
    Layout layout,
    TableForm form,
    ChartStyle chart,
    Damage damage) {

  static PageDesign draw(int seed, SeriesLibrary library) {
    Random random = new Random(0x9e3779b97f4a7c15L * (seed + 1));
    Layout layout = Layout.draw(random);
    TableForm form = layout.form(random);
    Look look = Look.draw(random);
    Damage damage = Damage.draw(random);
    Content content = new ContentDrawing(library, random).draw(form);
    int points = content.length() + (content.partial().isPresent() ? 1 : 0);
    ChartStyle chart = ChartStyle.draw(random, points, content.second().isPresent());
    boolean small = content.length() >= 24 && form.isMatrix() || form == TableForm.WIDE_PARTS;
    // Thirteen columns make small type, which nobody scans at a low resolution.
    Look sharp = small && layout.hasTable() ? look.withDpi(200) : look;
    return new PageDesign(seed, content, sharp, layout, form, chart, damage);
  }

  /** Whether every figure of the series stands on the page in digits. */
  boolean printed() {
    return layout.hasTable();
  }
}
