package io.consilium.expert.nlp.internal.text;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says whether a text is English enough to be judged by rules made for English, from its function
 * words and its script. Stateless. Texts of few words count as English unless their script or their
 * words say otherwise: figures and names have no language.
 */
public final class Language {
  private static final Pattern WORD = Pattern.compile("[^\\p{L}']+");
  private static final int FEW = 6;

  private static final Map<String, Set<String>> FUNCTION_WORDS = new LinkedHashMap<>();

  static {
    words(
        "English",
        "the of and to in is was for on that with as by from at it its are were be has had have this"
            + " which will their an or not but than said compared a");
    words(
        "German",
        "der die das und ist nicht mit von den dem ein eine für auf im des sich werden wurde bei nach"
            + " auch zum zur gegenüber um");
    words(
        "French",
        "le la les et des du une est dans pour que qui sur avec par au aux ce cette sont ses plus un"
            + " de à");
    words(
        "Spanish", "el la los las de y que en un una por con para del se es su al lo como más fue");
    words("Italian", "il lo la i gli le di e che un una per con del della dei nel è si sono al ha");
    words(
        "Portuguese", "o os as de e que um uma em por com para do da dos das no na não se foi ao");
    words("Dutch", "de het een en van is dat op te voor met zijn niet aan er om ook bij naar werd");
    words("Swedish", "och att det som en är på för av med den till inte har ett om var från vid");
    words("Finnish", "ja on ei se oli että hän sekä mutta myös kuin vuoden ovat joka tai mukaan");
    words("Polish", "i w na z do się nie jest że to po o za od przez oraz dla ze roku był");
    words("Turkish", "ve bir bu da de için ile olarak daha çok olan gibi ise ancak göre yıl");
  }

  private Language() {}

  private static void words(String language, String words) {
    FUNCTION_WORDS.put(language, Set.of(words.split(" ")));
  }

  /** What the text seems to be written in: {@code English}, another name, or {@code other}. */
  public static String of(String text) {
    String sample = text.length() > 20_000 ? text.substring(0, 20_000) : text;
    long letters = sample.codePoints().filter(Character::isLetter).count();
    long latin =
        sample
            .codePoints()
            .filter(Character::isLetter)
            .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
            .count();
    if (letters > 0 && latin * 2 < letters) {
      return "other";
    }
    List<String> words =
        WORD.splitAsStream(sample.toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList();
    return words.size() < FEW ? "English" : byFunctionWords(words);
  }

  private static String byFunctionWords(List<String> words) {
    long english = count("English", words);
    String best =
        FUNCTION_WORDS.keySet().stream()
            .max(Comparator.comparingLong(language -> count(language, words)))
            .orElse("English");
    long most = count(best, words);
    boolean clear = most > english + 1 && most * 12 >= words.size();
    return clear ? best : "English";
  }

  private static long count(String language, List<String> words) {
    Set<String> known = FUNCTION_WORDS.get(language);
    return words.stream().filter(known::contains).count();
  }
}
