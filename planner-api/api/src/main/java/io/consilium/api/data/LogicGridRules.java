package io.consilium.api.data;

import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Clue;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes a logic grid puzzle well formed; whether it has a solution is another matter. */
final class LogicGridRules {
  private LogicGridRules() {}

  static void check(List<Category> categories, List<Clue> clues) {
    if (categories.size() < 2) {
      throw new IllegalArgumentException(
          "A logic grid has two or more categories, not " + categories.size() + ".");
    }
    int size = categories.get(0).items().size();
    Set<String> names = new HashSet<>();
    for (Category category : categories) {
      if (!names.add(category.name())) {
        throw new IllegalArgumentException(
            "The category (" + category.name() + ") is there twice. Maybe rename one.");
      }
      if (category.items().size() != size || size < 2) {
        throw new IllegalArgumentException(
            "Every category needs the same number of items, 2 or more: ("
                + categories.get(0).name()
                + ") has "
                + size
                + ", ("
                + category.name()
                + ") has "
                + category.items().size()
                + ". Maybe one is missing.");
      }
    }
    for (int i = 0; i < clues.size(); i++) {
      try {
        check(categories, clues.get(i));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("Clue " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
  }

  private static void check(List<Category> categories, Clue clue) {
    if (clue instanceof Same same) {
      items(categories, same.first(), same.second());
    } else if (clue instanceof Different different) {
      items(categories, different.first(), different.second());
    } else if (clue instanceof Before before) {
      items(categories, before.first(), before.second());
      order(categories, before.in(), before.by().orElse(1));
    } else if (clue instanceof Apart apart) {
      items(categories, apart.first(), apart.second());
      order(categories, apart.in(), apart.by());
    } else if (clue instanceof Either either) {
      either.clues().forEach(one -> check(categories, one));
    }
  }

  private static void items(List<Category> categories, Item first, Item second) {
    for (Item item : new Item[] {first, second}) {
      if (item == null) {
        throw new IllegalArgumentException("An item is missing.");
      }
      Category category = categories.get(index(categories, item.category()));
      if (!category.items().contains(item.name())) {
        throw new IllegalArgumentException(
            "There is no item ("
                + item.name()
                + ") in the category ("
                + item.category()
                + "), only "
                + category.items()
                + ". Maybe it is misspelt.");
      }
    }
    if (first.equals(second)) {
      throw new IllegalArgumentException(
          "It says of (" + first + ") how it stands to itself. Maybe another item is meant.");
    }
  }

  private static void order(List<Category> categories, String name, int by) {
    Category category = categories.get(index(categories, name));
    if (!category.ordered()) {
      throw new IllegalArgumentException(
          "The category (" + name + ") has no order. Maybe declare it as ordered.");
    }
    if (by < 1 || by >= category.items().size()) {
      throw new IllegalArgumentException(
          "Two of the "
              + category.items().size()
              + " places of ("
              + name
              + ") cannot be "
              + by
              + " apart. Maybe count again.");
    }
  }

  static int index(List<Category> categories, String name) {
    for (int i = 0; i < categories.size(); i++) {
      if (categories.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "There is no category ("
            + name
            + "), only "
            + categories.stream().map(Category::name).toList()
            + ". Maybe it is misspelt.");
  }
}
