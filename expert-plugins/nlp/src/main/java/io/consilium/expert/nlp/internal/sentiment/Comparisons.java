package io.consilium.expert.nlp.internal.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges two figures set against one another, such as "an operating loss of EUR 0.4 mn, compared
 * with a profit of EUR 2.1 mn", and turns between profit and loss. Stateless.
 */
final class Comparisons {
  private static final String MONEY = "(?:eur|usd|gbp|sek|nok|dkk|chf|jpy|euros?|€|\\$|£)";
  private static final String SCALE =
      "(?:million|mln|mn|mio|m|billion|bln|bn|b|thousand|k|trillion|pct|per ?cent|percent|%|tonnes|tons"
          + "|points|cents)";
  private static final String AMOUNT =
      "(?<![\\w.])(-|minus |negative )?("
          + MONEY
          + ") ?(-|minus )?(\\d[\\d,. ]*\\d|\\d) ?("
          + SCALE
          + "\\b|%)?|(?<![\\w.])(-|minus )?(\\d[\\d,.]*\\d|\\d) ?("
          + SCALE
          + "\\b|%)";
  private static final Pattern AMOUNTS = Pattern.compile(AMOUNT);
  private static final Pattern LINK =
      Pattern.compile(
          "compared (?:with|to)|as against|against|versus|vs\\.?|from|up on|\\bthan|year-earlier|\\($"
              + "|\\( ");
  private static final Pattern MOVED =
      Pattern.compile(
          "\\b(up|down|rose|fell|increas\\w*|decreas\\w*|grew|declin\\w*|drop\\w*|higher|lower|climb\\w*"
              + "|improv\\w*|slip\\w*|slid|widen\\w*|narrow\\w*|reduc\\w*|cut|rais\\w*|lift\\w*|boost\\w*"
              + "|lower\\w*)\\b");
  private static final String KIND = "(?:\\b(?:net|operating|gross|pre-?tax) )?";
  private static final Pattern GAIN =
      Pattern.compile(
          KIND
              + "(?:profit|sales|revenue|turnover|income|earnings|ebit|result|eps|margin|order|cash flow"
              + "|dividend|demand|volume|deliver|premium)");
  private static final Pattern PAIN =
      Pattern.compile(KIND + "\\b(loss(?:es)?|costs?|expens\\w+|debt|impairment|write-down)\\b");
  private static final Pattern TO_PROFIT =
      Pattern.compile(
          "\\b(swung|swing|turn\\w*|return\\w*|back|moved|came)\\b[^.;]{0,30}?\\b(?:to|into|in)\\b"
              + "[^.;]{0,25}?\\b(profit|profitab\\w+|black)\\b");
  private static final Pattern TO_LOSS =
      Pattern.compile(
          "\\b(swung|swing|turn\\w*|slip\\w*|slid\\w*|fell|plung\\w*|sank|slump\\w*|moved|dropped|went)\\b"
              + "[^.;]{0,30}?\\b(?:to|into)\\b[^.;]{0,25}?\\b(loss|red)\\b");
  private static final int NEAR = 90;
  private static final double TURN = 0.95;
  private static final double FAR = 50;
  private static final double COMPARED = 0.8;

  private Comparisons() {}

  private record Amount(int start, int end, double value, String unit) {}

  static List<Evidence> in(String sentence) {
    String text = sentence.toLowerCase(Locale.ROOT);
    List<Evidence> out = new ArrayList<>();
    if (text.length() != sentence.length()) {
      return out;
    }
    turn(TO_PROFIT, TURN, text, out);
    if (out.isEmpty()) {
      turn(TO_LOSS, -TURN, text, out);
    }
    if (out.isEmpty()) {
      pairs(text, out);
    }
    return out;
  }

  private static void turn(Pattern pattern, double weight, String text, List<Evidence> out) {
    Matcher hit = pattern.matcher(text);
    if (hit.find()) {
      out.add(new Evidence(hit.start(), hit.end(), weight, Evidence.Kind.TURN));
    }
  }

  private static void pairs(String text, List<Evidence> out) {
    List<Amount> amounts = AMOUNTS.matcher(text).results().map(Comparisons::amount).toList();
    for (int i = 0; i + 1 < amounts.size(); i++) {
      Amount now = amounts.get(i);
      Amount then = amounts.get(i + 1);
      String between = text.substring(now.end(), then.start());
      if (between.length() <= NEAR && LINK.matcher(between).find() && comparable(now, then)) {
        judge(text, now, then, between, out);
      }
    }
  }

  private static void judge(
      String text, Amount now, Amount then, String between, List<Evidence> out) {
    int from = Math.max(0, now.start() - NEAR);
    String before = text.substring(from, now.start());
    int gain = last(GAIN, before);
    int pain = last(PAIN, before);
    boolean named = Math.max(gain, pain) >= 0;
    boolean loss = pain > gain;
    boolean wasGain = GAIN.matcher(between).find();
    boolean wasLoss = PAIN.matcher(between).find();
    boolean crossed = named && (loss ? wasGain && !wasLoss : wasLoss && !wasGain);
    boolean moved = MOVED.matcher(before).find() || MOVED.matcher(between).find();
    if ((!named && !wasGain) || (moved && !crossed)) {
      return;
    }
    double a = loss ? -now.value() : now.value();
    double b = wasLoss || (loss && !wasGain) ? -then.value() : then.value();
    if (a != b) {
      int start = named ? from + Math.max(gain, pain) : now.start();
      double weight = a > b ? COMPARED : -COMPARED;
      out.add(new Evidence(start, then.end(), weight, Evidence.Kind.COMPARISON));
    }
  }

  private static int last(Pattern pattern, String text) {
    return pattern.matcher(text).results().mapToInt(MatchResult::start).max().orElse(-1);
  }

  private static boolean comparable(Amount a, Amount b) {
    boolean alike = a.unit().equals(b.unit()) || a.unit().isEmpty() || b.unit().isEmpty();
    boolean percent = a.unit().equals("%") || b.unit().equals("%");
    return alike && (percent ? a.unit().equals(b.unit()) : ratio(a, b) < FAR);
  }

  private static double ratio(Amount a, Amount b) {
    double small = Math.min(Math.abs(a.value()), Math.abs(b.value()));
    return Math.max(Math.abs(a.value()), Math.abs(b.value())) / Math.max(small, 1e-9);
  }

  private static Amount amount(MatchResult hit) {
    boolean money = hit.group(2) != null;
    String currency = money ? hit.group(2).replaceAll("euros?|€", "eur") : "";
    String digits = (money ? hit.group(4) : hit.group(7)).replaceAll("[, ]", "");
    String scale = money ? hit.group(5) : hit.group(8);
    boolean negative = hit.group(1) != null || hit.group(3) != null || hit.group(6) != null;
    double value = parsed(digits) * factor(scale);
    String unit = scale != null && scale.matches("%|pct|per ?cent|percent") ? "%" : currency;
    return new Amount(hit.start(), hit.end(), negative ? -value : value, unit);
  }

  private static double parsed(String digits) {
    int first = digits.indexOf('.');
    String plain =
        first >= 0 && digits.indexOf('.', first + 1) > 0 ? digits.replace(".", "") : digits;
    return Double.parseDouble(plain);
  }

  private static double factor(String scale) {
    if (scale == null) {
      return 1;
    }
    return switch (scale) {
      case "million", "mln", "mn", "mio", "m" -> 1e6;
      case "billion", "bln", "bn", "b" -> 1e9;
      case "thousand", "k" -> 1e3;
      case "trillion" -> 1e12;
      default -> 1;
    };
  }
}
