package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Table;
import io.consilium.api.task.Artifact;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The page as it was given, with what was found on it outlined. */
record PictureSection(
    Optional<Artifact> picture, Page page, List<Table> tables, List<Chart> charts, int number)
    implements Section {
  /** A larger picture would make a page that is slow to open. */
  private static final long MOST_BYTES = 4L << 20;

  private static final String LABEL = "The page with what was found outlined";
  private static final List<String> TYPES = List.of("image/png", "image/jpeg");

  @Override
  public void write(Html html) {
    html.open("section", "aria-labelledby", "page-" + number).open("details").open("summary");
    html.element("h2", "The page as given", "id", "page-" + number).close("summary");
    html.element("p", facts(), "class", "note");
    String box = "0 0 " + page.width() + " " + page.height();
    html.open("svg", "class", "page", "role", "img", "viewBox", box, "aria-label", LABEL);
    content().ifPresent(data -> picture(html, data));
    for (Block block : page.blocks()) {
      String title = Wording.word(block.kind()) + ": " + shortened(block.text());
      outline(html, block.box(), "block", title);
    }
    tables.forEach(table -> outline(html, table.box(), "found", "table " + table.title()));
    charts.forEach(chart -> outline(html, chart.box(), "found", "chart " + chart.title()));
    html.close("svg").close("details").close("section");
  }

  private void picture(Html html, String data) {
    String width = String.valueOf(page.width());
    html.shape("image", "", "href", data, "width", width, "height", String.valueOf(page.height()));
  }

  private String facts() {
    return Figures.plain(page.width())
        + " × "
        + Figures.plain(page.height())
        + " pixels, turned by "
        + Figures.plain(page.skewDegrees())
        + "°, words read with confidence "
        + Figures.plain(page.confidence())
        + " on average. Hover over an outline to see what it was taken for.";
  }

  private static void outline(Html html, Box box, String style, String title) {
    html.shape(
        "rect",
        title,
        "class",
        style,
        "x",
        String.valueOf(box.x()),
        "y",
        String.valueOf(box.y()),
        "width",
        String.valueOf(box.width()),
        "height",
        String.valueOf(box.height()));
  }

  private static String shortened(String text) {
    int most = 160;
    boolean isLong = text.codePointCount(0, text.length()) > most;
    return isLong ? text.substring(0, text.offsetByCodePoints(0, most)) + "…" : text;
  }

  private Optional<String> content() {
    return picture
        .filter(artifact -> TYPES.contains(artifact.mediaType().value()))
        .filter(artifact -> artifact.size() <= MOST_BYTES)
        .flatMap(PictureSection::data);
  }

  private static Optional<String> data(Artifact artifact) {
    try {
      byte[] bytes = new JsonArtifacts().bytes(artifact, MOST_BYTES);
      String type = artifact.mediaType().value();
      return Optional.of("data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
