package io.consilium.expert.grid.internal;

import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Clue;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a clue may look like: {@code A is B}, {@code is not}, {@code is [n] before}, {@code is [n]
 * after}, {@code is next to}, {@code is n apart from}, each with {@code in CATEGORY} where needed,
 * and {@code either CLUE or CLUE}.
 */
final class ClueGrammar {
  private static final Pattern EITHER = Pattern.compile("either\\s+");
  private static final Pattern OR = Pattern.compile("\\s+or\\s+");
  private static final Pattern CLUE =
      Pattern.compile(
          "(.+?)\\s+is\\s+(?:(?<not>not)\\s+|(?<next>next\\s+to)\\s+|(?<apart>\\d{1,6})\\s+apart"
              + "\\s+from\\s+|(?:(?<places>\\d{1,6})\\s+)?(?<side>before|after)\\s+)?(?<rest>.+)");
  private static final Pattern IN = Pattern.compile("\\s+in\\s+");

  private final List<Category> categories;

  ClueGrammar(List<Category> categories) {
    this.categories = categories;
  }

  Clue clue(Phrase phrase) throws Malformed {
    Matcher either = EITHER.matcher(phrase.text());
    if (!either.lookingAt()) {
      return simple(phrase);
    }
    List<Clue> clues = new ArrayList<>();
    Phrase rest = phrase.part(either.end(), phrase.text().length());
    int from = 0;
    Matcher or = OR.matcher(rest.text());
    while (or.find()) {
      clues.add(simple(rest.part(from, or.start())));
      from = or.end();
    }
    clues.add(simple(rest.part(from, rest.text().length())));
    if (clues.size() < 2) {
      throw phrase.fault("\"either\" names one clue alone.").maybe("add \"or\" and another clue");
    }
    return new Either(clues);
  }

  private Clue simple(Phrase phrase) throws Malformed {
    Matcher clue = CLUE.matcher(phrase.text());
    if (!clue.matches()) {
      throw phrase
          .fault("(" + phrase.text() + ") is no clue.")
          .maybe(
              "write it as \"A is B\", \"A is not B\", \"A is before B\", \"A is 2 after B\","
                  + " \"A is next to B\", \"A is 2 apart from B\" or \"either ... or ...\"");
    }
    Item first = item(phrase.part(clue.start(1), clue.end(1)));
    Phrase rest = phrase.part(clue.start("rest"), clue.end("rest"));
    if (clue.group("next") != null || clue.group("apart") != null) {
      Place place = place(rest);
      int by = clue.group("apart") == null ? 1 : Integer.parseInt(clue.group("apart"));
      return new Apart(first, place.item(), place.in(), by);
    }
    if (clue.group("side") != null) {
      Place place = place(rest);
      Optional<Integer> by = Optional.ofNullable(clue.group("places")).map(Integer::valueOf);
      return clue.group("side").equals("before")
          ? new Before(first, place.item(), place.in(), by)
          : new Before(place.item(), first, place.in(), by);
    }
    Item second = item(rest);
    return clue.group("not") == null ? new Same(first, second) : new Different(first, second);
  }

  /** An item and the category in whose order it is looked at. */
  private record Place(Item item, String in) {}

  private Place place(Phrase phrase) throws Malformed {
    Matcher in = IN.matcher(phrase.text());
    int start = -1;
    int end = -1;
    while (in.find()) {
      start = in.start();
      end = in.end();
    }
    if (start >= 0) {
      Phrase name = phrase.part(end, phrase.text().length());
      Optional<Category> named = category(name.text());
      if (named.isPresent()) {
        return new Place(item(phrase.part(0, start)), named.get().name());
      }
    }
    List<Category> ordered = categories.stream().filter(Category::ordered).toList();
    if (ordered.size() != 1) {
      throw phrase
          .fault(
              "It is not said in which order, and "
                  + ordered.size()
                  + " categories have one "
                  + ordered.stream().map(Category::name).toList()
                  + ".")
          .maybe(
              ordered.isEmpty()
                  ? "declare one as \"order day: Monday, Tuesday\""
                  : "end the clue with \"in " + ordered.get(0).name() + "\"");
    }
    return new Place(item(phrase), ordered.get(0).name());
  }

  private Optional<Category> category(String name) {
    return categories.stream()
        .filter(category -> ClueText.folded(category.name()).equals(ClueText.folded(name)))
        .findFirst();
  }

  private Item item(Phrase phrase) throws Malformed {
    String name = ClueText.folded(phrase.text());
    List<Item> bare = new ArrayList<>();
    for (Category category : categories) {
      for (String item : category.items()) {
        String folded = ClueText.folded(item);
        if (name.equals(ClueText.folded(category.name()) + " " + folded)) {
          return new Item(category.name(), item);
        }
        if (name.equals(folded)) {
          bare.add(new Item(category.name(), item));
        }
      }
    }
    if (bare.size() == 1) {
      return bare.get(0);
    }
    if (bare.isEmpty()) {
      throw phrase
          .fault("There is no item (" + phrase.text() + ").")
          .maybe("it is misspelt, or its category is declared further below");
    }
    throw phrase
        .fault("The item (" + phrase.text() + ") stands in several categories: " + bare + ".")
        .maybe("write \"" + bare.get(0) + "\"");
  }
}
