package io.consilium.framework.training.puzzle;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Names for categories and items. */
final class LogicWords {
  /** A category; ordered if its items stand in a row. */
  record Category(String name, boolean ordered, List<String> items) {}

  private static final List<Category> ORDERED =
      List.of(
          words("day", true, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
          words("month", true, "January February March April May June July"),
          words("floor", true, "ground first second third fourth fifth sixth"),
          words("hour", true, "eight nine ten eleven twelve thirteen fourteen"));
  private static final List<Category> UNORDERED =
      List.of(
          words("pet", false, "cat dog fish parrot hamster tortoise snake"),
          words("drink", false, "tea coffee milk water juice cocoa beer"),
          words("colour", false, "red green blue white yellow violet brown"),
          words("person", false, "Ann Bo Cleo Dan Eve Finn Gus"),
          words("sport", false, "tennis chess rowing golf judo hockey cricket"),
          words("fruit", false, "apple pear plum cherry fig lemon melon"),
          words("instrument", false, "flute violin cello harp drum oboe tuba"));

  /** The most items and categories there are names for. */
  static final int MOST = 7;

  private LogicWords() {}

  /** Categories with names drawn at random, the ordered ones first. */
  static List<Category> draw(int categories, int ordered, int size, RandomGenerator random) {
    List<Category> drawn = new ArrayList<>();
    int[] first = Shuffle.permutation(ORDERED.size(), random);
    int[] rest = Shuffle.permutation(UNORDERED.size(), random);
    for (int k = 0; k < categories; k++) {
      Category category = k < ordered ? ORDERED.get(first[k]) : UNORDERED.get(rest[k - ordered]);
      drawn.add(new Category(category.name(), category.ordered(), some(category, size, random)));
    }
    return drawn;
  }

  private static List<String> some(Category category, int size, RandomGenerator random) {
    if (category.ordered()) {
      int from = random.nextInt(MOST - size + 1);
      return category.items().subList(from, from + size);
    }
    List<String> items = new ArrayList<>();
    int[] order = Shuffle.permutation(MOST, random);
    for (int k = 0; k < size; k++) {
      items.add(category.items().get(order[k]));
    }
    return List.copyOf(items);
  }

  private static Category words(String name, boolean ordered, String items) {
    return new Category(name, ordered, List.of(items.split(" ")));
  }
}
