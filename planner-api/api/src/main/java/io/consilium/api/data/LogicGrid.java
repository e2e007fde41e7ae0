package io.consilium.api.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A logic grid puzzle: categories of equally many items, of which each item goes with exactly one
 * of every other category, and clues on which go together.
 *
 * <p>A solution is a {@link Grid} of kind {@code logic-grid}: a row for each item of the first
 * category, in order; a column for each further category, in order; in a cell the number, from 1,
 * of the item that goes there.
 *
 * @param title for people; may be empty
 * @param categories at least two, of different names, each with the same number of items, 2 or more
 * @param clues what must hold; they speak only of items and categories that are there
 */
public record LogicGrid(String title, List<Category> categories, List<Clue> clues) {
  /** The kind of a {@link Grid} that solves such a puzzle. */
  public static final String KIND = "logic-grid";

  /**
   * Items of one sort, such as colours.
   *
   * @param ordered true if the items stand in a row, each one place from the next, so that clues
   *     may speak of before and after
   * @param items of different names
   */
  public record Category(String name, boolean ordered, List<String> items) {
    public Category {
      Objects.requireNonNull(name, "name");
      items = List.copyOf(items);
      if (name.isBlank() || items.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "A category (" + name + ") and its items need names: " + items + ".");
      }
      Set<String> names = new HashSet<>();
      for (String item : items) {
        if (!names.add(item)) {
          throw new IllegalArgumentException(
              "The category (" + name + ") holds (" + item + ") twice. Maybe rename one.");
        }
      }
    }
  }

  /** One item, by the name of its category and its own. */
  public record Item(String category, String name) {
    public Item {
      Objects.requireNonNull(category, "category");
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return category + " " + name;
    }
  }

  /** What is said of items; as a text it reads as the text form of puzzles writes it. */
  public sealed interface Clue {}

  /** The two go together. */
  public record Same(Item first, Item second) implements Clue {
    @Override
    public String toString() {
      return first + " is " + second;
    }
  }

  /** The two do not go together. */
  public record Different(Item first, Item second) implements Clue {
    @Override
    public String toString() {
      return first + " is not " + second;
    }
  }

  /**
   * The first stands before the second in an ordered category.
   *
   * @param in name of that category
   * @param by exactly how many places, from 1; empty if any number will do
   */
  public record Before(Item first, Item second, String in, Optional<Integer> by) implements Clue {
    public Before {
      Objects.requireNonNull(by, "by");
    }

    @Override
    public String toString() {
      String places = by.map(n -> n + " ").orElse("");
      return first + " is " + places + "before " + second + " in " + in;
    }
  }

  /**
   * The two stand exactly so many places from one another in an ordered category, in either order.
   *
   * @param in name of that category
   * @param by places, from 1, which is next to each other
   */
  public record Apart(Item first, Item second, String in, int by) implements Clue {
    @Override
    public String toString() {
      return first
          + (by == 1 ? " is next to " : " is " + by + " apart from ")
          + second
          + " in "
          + in;
    }
  }

  /** Exactly one of two or more clues holds; they are none of this type. */
  public record Either(List<Clue> clues) implements Clue {
    public Either {
      clues = List.copyOf(clues);
      if (clues.size() < 2 || clues.stream().anyMatch(Either.class::isInstance)) {
        throw new IllegalArgumentException(
            "\"either\" takes two or more clues that are no \"either\" themselves: " + clues + ".");
      }
    }

    @Override
    public String toString() {
      return clues.stream().map(Clue::toString).collect(Collectors.joining(" or ", "either ", ""));
    }
  }

  public LogicGrid {
    Objects.requireNonNull(title, "title");
    categories = List.copyOf(categories);
    clues = List.copyOf(clues);
    LogicGridRules.check(categories, clues);
  }

  /** Number of items in each category. */
  public int size() {
    return categories.get(0).items().size();
  }

  /** Where a category stands, from 0. */
  public int indexOf(String category) {
    return LogicGridRules.index(categories, category);
  }

  /** Where an item stands in its category, from 0. */
  public int indexOf(Item item) {
    return categories.get(indexOf(item.category())).items().indexOf(item.name());
  }
}
