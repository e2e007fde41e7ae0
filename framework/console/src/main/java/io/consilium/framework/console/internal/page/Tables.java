package io.consilium.framework.console.internal.page;

import java.util.List;

/** What tables of the page share. */
final class Tables {
  private Tables() {}

  static void head(Html html, List<String> columns) {
    html.open("thead").open("tr");
    columns.forEach(column -> html.element("th", column, "scope", "col"));
    html.close("tr").close("thead");
  }
}
