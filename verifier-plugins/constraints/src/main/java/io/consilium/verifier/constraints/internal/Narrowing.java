package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Apart;
import io.consilium.api.data.LogicGrid.Before;
import io.consilium.api.data.LogicGrid.Clue;
import io.consilium.api.data.LogicGrid.Different;
import io.consilium.api.data.LogicGrid.Either;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import java.util.Arrays;

/**
 * Takes rows away from items that cannot stand there, in place. Never takes away too much: what it
 * leaves may be wrong, what it takes is.
 */
final class Narrowing {
  private final LogicGrid puzzle;
  private final long[][] rows;
  private boolean changed;
  private boolean failed;

  /**
   * Narrows these rows.
   *
   * @param rows for each category and item the set of rows, as bits
   */
  Narrowing(LogicGrid puzzle, long[][] rows) {
    this.puzzle = puzzle;
    this.rows = rows;
  }

  /** Narrows until nothing changes or the alarm rings; false if an item has no row left. */
  boolean settle(Alarm alarm) {
    do {
      changed = false;
      for (int category = 1; category < rows.length; category++) {
        allDifferent(category);
      }
      puzzle.clues().forEach(this::clue);
    } while (changed && !failed && !alarm.rings());
    return !failed;
  }

  private void keep(int category, int item, long mask) {
    long after = rows[category][item] & mask;
    if (after != rows[category][item]) {
      rows[category][item] = after;
      changed = true;
    }
    failed |= after == 0;
  }

  private void allDifferent(int category) {
    int size = rows[category].length;
    long once = 0;
    long twice = 0;
    for (int item = 0; item < size; item++) {
      long mask = rows[category][item];
      twice |= once & mask;
      once |= mask;
      if (Long.bitCount(mask) == 1) {
        for (int other = 0; other < size; other++) {
          if (other != item) {
            keep(category, other, ~mask);
          }
        }
      }
    }
    long single = once & ~twice;
    for (int item = 0; item < size; item++) {
      if ((rows[category][item] & single) != 0) {
        keep(category, item, single);
      }
    }
  }

  private void clue(Clue clue) {
    if (clue instanceof Same same) {
      same(same.first(), same.second());
    } else if (clue instanceof Different different) {
      different(different.first(), different.second());
      different(different.second(), different.first());
    } else if (clue instanceof Before before) {
      int least = before.by().orElse(1);
      int most = before.by().orElse(puzzle.size() - 1);
      between(before.first(), before.second(), before.in(), least, most);
      between(before.second(), before.first(), before.in(), -most, -least);
    } else if (clue instanceof Apart apart) {
      apart(apart.first(), apart.second(), apart);
      apart(apart.second(), apart.first(), apart);
    } else if (clue instanceof Either either) {
      either(either);
    }
  }

  private long rows(Item item) {
    return rows[puzzle.indexOf(item.category())][puzzle.indexOf(item)];
  }

  private void same(Item first, Item second) {
    long both = rows(first) & rows(second);
    keep(puzzle.indexOf(first.category()), puzzle.indexOf(first), both);
    keep(puzzle.indexOf(second.category()), puzzle.indexOf(second), both);
  }

  private void different(Item fixed, Item other) {
    if (Long.bitCount(rows(fixed)) == 1) {
      keep(puzzle.indexOf(other.category()), puzzle.indexOf(other), ~rows(fixed));
    }
  }

  /** The item stands from {@code least} to {@code most} places before the other. */
  private void between(Item item, Item other, String in, int least, int most) {
    long allowed = 0;
    for (long left = places(other, in); left != 0; left &= left - 1) {
      int place = Long.numberOfTrailingZeros(left);
      for (int by = least; by <= most; by++) {
        allowed |= bit(place - by);
      }
    }
    place(item, in, allowed);
  }

  private void apart(Item item, Item other, Apart apart) {
    long allowed = 0;
    for (long left = places(other, apart.in()); left != 0; left &= left - 1) {
      int place = Long.numberOfTrailingZeros(left);
      allowed |= bit(place - apart.by()) | bit(place + apart.by());
    }
    place(item, apart.in(), allowed);
  }

  private long bit(int place) {
    return place < 0 || place >= puzzle.size() ? 0 : 1L << place;
  }

  /** The places of an order in which an item may stand, as bits. */
  private long places(Item item, String in) {
    if (item.category().equals(in)) {
      return 1L << puzzle.indexOf(item);
    }
    long[] order = rows[puzzle.indexOf(in)];
    long places = 0;
    for (int place = 0; place < order.length; place++) {
      places |= (order[place] & rows(item)) != 0 ? 1L << place : 0;
    }
    return places;
  }

  private void place(Item item, String in, long allowed) {
    if (item.category().equals(in)) {
      failed |= (1L << puzzle.indexOf(item) & allowed) == 0;
      return;
    }
    int category = puzzle.indexOf(in);
    long reachable = 0;
    for (int place = 0; place < puzzle.size(); place++) {
      if ((1L << place & allowed) != 0) {
        reachable |= rows[category][place];
      }
    }
    keep(puzzle.indexOf(item.category()), puzzle.indexOf(item), reachable);
    if (Long.bitCount(rows(item)) == 1) {
      for (int place = 0; place < puzzle.size(); place++) {
        if ((1L << place & allowed) == 0) {
          keep(category, place, ~rows(item));
        }
      }
    }
  }

  /** All but one are impossible: that one holds. One is certain: the others do not. */
  private void either(Either either) {
    long possible = either.clues().stream().filter(this::isPossible).count();
    failed |= possible == 0;
    for (Clue one : either.clues()) {
      if (possible == 1 && isPossible(one)) {
        clue(one);
      }
      Clue opposite = opposite(one);
      if (opposite != null && !isPossible(opposite)) {
        either.clues().stream().filter(other -> other != one).forEach(this::deny);
      }
    }
  }

  private void deny(Clue clue) {
    Clue opposite = opposite(clue);
    if (opposite != null) {
      clue(opposite);
    }
  }

  private static Clue opposite(Clue clue) {
    if (clue instanceof Same same) {
      return new Different(same.first(), same.second());
    }
    return clue instanceof Different different
        ? new Same(different.first(), different.second())
        : null;
  }

  private boolean isPossible(Clue clue) {
    long[][] copy = Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
    Narrowing trial = new Narrowing(puzzle, copy);
    trial.clue(clue);
    return !trial.failed;
  }
}
