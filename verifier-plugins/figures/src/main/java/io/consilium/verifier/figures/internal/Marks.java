package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Page;
import io.consilium.api.data.Page.Block;
import io.consilium.api.data.Page.BlockKind;
import io.consilium.api.data.Page.Line;
import io.consilium.api.host.Facts;
import io.consilium.api.verifier.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds periods that the page marks as not complete, wherever on it that is said. */
final class Marks {
  private static final Pattern PARTIAL =
      Pattern.compile(
          "((?:[a-z]{1,9}|[1-4]q|q ?[1-4])?[ ,.'\\u2018\\u2019/-]{0,3}\\d{2,4}(?:[ -]?q ?[1-4]|-\\d\\d)?)"
              + "[ ,:*-]{0,2}[(\\[]?(?:ytd\\b|year[ -]to[ -]date|partial\\b)");

  private Marks() {}

  /** Rejects a series that takes such a period for a whole one. */
  static void check(Page page, Lane series, Findings findings) {
    for (String period : partial(page)) {
      Double value = series.values().get(period);
      if (value != null) {
        String message =
            "The page marks "
                + period
                + " as a part of a period only, the series has it as a whole one ("
                + Numbers.plain(value)
                + "). Maybe its mark was not read where the figure stands.";
        findings.differ(new Finding("partial", message, Facts.of("period", period)));
      }
    }
  }

  private static Set<String> partial(Page page) {
    Set<String> periods = new LinkedHashSet<>();
    for (Block block : page.blocks()) {
      for (String text : texts(block)) {
        Matcher m = PARTIAL.matcher(text.toLowerCase(Locale.ROOT));
        while (m.find()) {
          key(m.group(1)).forEach(periods::add);
        }
      }
    }
    return periods;
  }

  /** Sentences run on from line to line, labels of a table or chart do not. */
  private static List<String> texts(Block block) {
    boolean labels = block.kind() == BlockKind.TABLE || block.kind() == BlockKind.CHART;
    return labels ? block.lines().stream().map(Line::text).toList() : List.of(block.text());
  }

  /** The words before a period are not always a part of it. */
  private static Set<String> key(String text) {
    String plain = text.replace('\u2018', '\'').strip();
    return PeriodKey.of(plain)
        .or(() -> PeriodKey.of(plain.replaceFirst("^[a-z]+[^a-z0-9]+", "")))
        .map(Set::of)
        .orElse(Set.of());
  }
}
