package io.consilium.expert.nlp.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits English prose into sentences: at {@code . ! ?} followed by white space and something that
 * can begin a sentence, unless the full stop belongs to an abbreviation, an initial or a number;
 * and at line ends that are no mere wrapping. Stateless.
 */
public final class Sentences {
  private static final Pattern STOP = Pattern.compile("[.!?…]+[\"'”’)\\]]*(?=\\s)");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
  private static final Pattern BREAK =
      Pattern.compile("(?>\\R)(?:\\h*+(?>\\R))++|(?>\\R)(?=\\h*[-•*·▪]\\h)");
  private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}\\p{N}.&]+)$");
  private static final Pattern OPENING = Pattern.compile("^[\\s\"'“‘(\\[`-]*([\\p{Lu}\\p{N}$€£])");
  private static final Pattern OPENING_SMALL = Pattern.compile("^[\\s\"'“‘(\\[`-]*\\p{Ll}");
  private static final int LONGEST = 1200;

  /** Never end a sentence, whatever follows. */
  private static final Set<String> ALWAYS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "e.g", "i.e", "cf", "fig",
          "figs", "approx", "ca", "resp", "incl", "excl", "gen", "sen", "rep", "gov", "capt", "hon",
          "jr", "art", "sec", "ch", "eq", "vol", "pp", "p", "max", "min", "avg", "jan", "feb",
          "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue",
          "wed", "thu", "fri");

  /** End a sentence only if a capital follows that is no figure. */
  private static final Set<String> SOMETIMES =
      Set.of(
          "inc", "corp", "co", "ltd", "plc", "llc", "oyj", "oy", "ab", "ag", "sa", "nv", "bros",
          "mn", "mln", "bn", "m", "mio", "pct", "etc", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m",
          "est", "dept", "assn", "tel");

  private Sentences() {}

  /** The sentences in order, trimmed, white space runs as one space; never an empty one. */
  public static List<String> of(String text) {
    List<String> out = new ArrayList<>();
    for (String paragraph : BREAK.split(text)) {
      split(BLANK.matcher(paragraph).replaceAll(" ").trim(), out);
    }
    return List.copyOf(out);
  }

  private static void split(String paragraph, List<String> out) {
    int from = 0;
    Matcher stop = STOP.matcher(paragraph);
    while (stop.find()) {
      if (ends(paragraph, from, stop)) {
        add(paragraph.substring(from, stop.end()), out);
        from = stop.end();
      }
    }
    add(paragraph.substring(from), out);
  }

  private static void add(String raw, List<String> out) {
    String sentence = raw.trim();
    while (sentence.length() > LONGEST) {
      int cut = sentence.lastIndexOf(' ', LONGEST);
      int at = cut > LONGEST / 2 ? cut : LONGEST - (splitsPair(sentence) ? 1 : 0);
      out.add(sentence.substring(0, at).trim());
      sentence = sentence.substring(at).trim();
    }
    if (!sentence.isEmpty()) {
      out.add(sentence);
    }
  }

  private static boolean splitsPair(String sentence) {
    return Character.isHighSurrogate(sentence.charAt(LONGEST - 1));
  }

  private static boolean ends(String text, int from, Matcher stop) {
    String rest = text.substring(stop.end(), Math.min(text.length(), stop.end() + 40));
    if (!stop.group().startsWith(".") || stop.group().startsWith("..")) {
      return !OPENING_SMALL.matcher(rest).find();
    }
    Matcher word =
        LAST_WORD.matcher(text.substring(Math.max(from, stop.start() - 30), stop.start()));
    String before = word.find() ? word.group(1) : "";
    Matcher opening = OPENING.matcher(rest);
    boolean begins = opening.find();
    boolean figure = begins && !Character.isLetter(opening.group(1).codePointAt(0));
    String key = before.toLowerCase(Locale.ROOT);
    if (ALWAYS.contains(key) && (!key.equals("no") || figure)) {
      return false;
    }
    if (SOMETIMES.contains(key)) {
      return begins && !figure;
    }
    boolean initial = before.length() == 1 && Character.isUpperCase(before.charAt(0));
    return begins && !initial;
  }
}
