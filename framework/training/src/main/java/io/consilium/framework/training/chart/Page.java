package io.consilium.framework.training.chart;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A page of HTML with everything inside: facts, a picture, tables.
 *
 * @param title of the page
 * @param facts names and values
 * @param picture a PNG
 * @param alternative says in words what the picture shows
 * @param tables below it
 */
public record Page(
    String title,
    Map<String, String> facts,
    byte[] picture,
    String alternative,
    List<Table> tables) {

  /**
   * A table.
   *
   * @param caption above it
   * @param head names of the columns; the first is text, the others numbers
   * @param rows of as many cells
   */
  public record Table(String caption, List<String> head, List<List<String>> rows) {}

  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 15px/1.45 system-ui, sans-serif; color: #222; background: #fff;
        max-width: 1260px; margin: 1.5rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; margin: 0 0 .6rem; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1rem; }
      dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
      img { max-width: 100%; height: auto; border: 1px solid #ddd; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; margin: 1.2rem 0; font-variant-numeric: tabular-nums; }
      caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
      th, td { padding: .15rem .7rem; border-bottom: 1px solid #e3e3e3; text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      """;

  /** The page as text. */
  public String html() {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    html.append("<meta charset=\"utf-8\">\n<title>").append(escaped(title)).append("</title>\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>").append(escaped(title)).append("</h1>\n<dl>\n");
    facts.forEach(
        (name, value) ->
            html.append("<dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n"));
    html.append("</dl>\n<img alt=\"").append(escaped(alternative));
    html.append("\" src=\"data:image/png;base64,");
    html.append(Base64.getEncoder().encodeToString(picture)).append("\">\n");
    tables.forEach(table -> append(html, table));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void append(StringBuilder html, Table table) {
    html.append("<div class=\"wide\"><table>\n<caption>").append(escaped(table.caption()));
    html.append("</caption>\n<thead><tr>");
    table
        .head()
        .forEach(cell -> html.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
