package io.consilium.framework.console.internal.page;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whose code acted: plugin, bundle, version and the SHA-256 of its bytes. */
record CodeSection(List<Entry> entries) implements Section {
  private static final int SHORT = 12;

  @Override
  public void write(Html html) {
    Set<Code> codes = new LinkedHashSet<>();
    entries.forEach(entry -> codes.addAll(entry.record().code()));
    if (codes.isEmpty()) {
      return;
    }
    html.open("section", "aria-labelledby", "code").element("h2", "Whose code acted", "id", "code");
    html.open("div", "class", "scroll").open("table");
    Tables.head(html, List.of("Plugin", "Bundle", "Version", "SHA-256", "Signer", "Models"));
    html.open("tbody");
    for (Code code : codes) {
      html.open("tr").element("th", code.plugin(), "scope", "row").element("td", code.bundle());
      html.element("td", code.version()).open("td");
      digest(html, code.digest());
      html.close("td").element("td", code.signer().orElse("–")).element("td", models(code));
      html.close("tr");
    }
    html.close("tbody").close("table").close("div").close("section");
  }

  private static void digest(Html html, String digest) {
    html.element(
        "code",
        digest.length() <= SHORT ? digest : digest.substring(0, SHORT) + "…",
        "title",
        digest);
  }

  private static String models(Code code) {
    String models =
        new TreeMap<>(code.models())
            .entrySet().stream()
                .map(
                    model ->
                        model.getKey()
                            + " "
                            + model
                                .getValue()
                                .substring(0, Math.min(SHORT, model.getValue().length())))
                .collect(Collectors.joining(", "));
    return models.isEmpty() ? "–" : models;
  }
}
