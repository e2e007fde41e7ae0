package io.consilium.expert.vision.internal.text;

import io.consilium.api.data.Box;
import io.consilium.api.data.Page.Line;
import io.consilium.api.data.Page.Word;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts words that stand side by side into rows, whatever block they were found in. */
public final class Rows {
  private Rows() {}

  /** Rows from top to bottom, words from left to right. */
  public static List<Line> of(List<Word> words) {
    List<List<Word>> rows = new ArrayList<>();
    List<Box> bands = new ArrayList<>();
    List<Word> sorted =
        words.stream().sorted(Comparator.comparingDouble(w -> Boxes.centerY(w.box()))).toList();
    for (Word word : sorted) {
      int at = rowOf(word, rows, bands);
      if (at < 0) {
        rows.add(new ArrayList<>(List.of(word)));
        bands.add(word.box());
      } else {
        rows.get(at).add(word);
        bands.set(at, middle(rows.get(at)));
      }
    }
    return rows.stream()
        .map(row -> row.stream().sorted(Comparator.comparingInt(w -> w.box().x())).toList())
        .map(TextFinder::lineOf)
        .sorted(Comparator.comparingDouble(line -> Boxes.centerY(line.box())))
        .toList();
  }

  private static int rowOf(Word word, List<List<Word>> rows, List<Box> bands) {
    for (int i = rows.size() - 1; i >= Math.max(0, rows.size() - 6); i--) {
      Box band = bands.get(i);
      int least = Math.min(band.height(), word.box().height());
      if (Boxes.overlapY(band, word.box()) > 0.5 * least
          && rows.get(i).stream().noneMatch(w -> Boxes.overlapX(w.box(), word.box()) > 3)) {
        return i;
      }
    }
    return -1;
  }

  // The row's typical band: one tall or wandering word must not draw its neighbours in.
  private static Box middle(List<Word> row) {
    int[] tops = row.stream().mapToInt(w -> w.box().y()).sorted().toArray();
    int[] bottoms = row.stream().mapToInt(w -> w.box().bottom()).sorted().toArray();
    int left = row.stream().mapToInt(w -> w.box().x()).min().orElseThrow();
    int right = row.stream().mapToInt(w -> w.box().right()).max().orElseThrow();
    return Boxes.of(left, tops[tops.length / 2], right, bottoms[bottoms.length / 2]);
  }
}
