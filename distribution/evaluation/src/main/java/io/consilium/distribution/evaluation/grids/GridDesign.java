package io.consilium.distribution.evaluation.grids;

import java.util.List;
import java.util.Random;

/**
 * Everything that a seed decides about a picture.
 *
 * @param other what is drawn instead of a grid; {@code NONE} for a grid
 * @param around whether text stands around the grid
 */
record GridDesign(
    int seed,
    Other other,
    int size,
    List<List<Integer>> cells,
    GridLook look,
    Photo photo,
    boolean around,
    boolean table) {

  /** Pictures that hold no grid to read, or more than one. */
  enum Other {
    NONE,
    PROSE,
    TABLE,
    CROSSWORD,
    TWO_GRIDS
  }

  private static final int[] SIZES = {9, 9, 9, 9, 9, 9, 4, 6, 6, 16};

  static GridDesign draw(int seed) {
    Random random = new Random(0x9e3779b97f4a7c15L * (seed + 1));
    random.nextLong();
    // The order of draws is part of a seed's meaning.
    Other other = random.nextInt(10) == 0 ? kind(random) : Other.NONE;
    int size = SIZES[random.nextInt(SIZES.length)];
    List<List<Integer>> cells = Clues.draw(size, 0.25 + 0.25 * random.nextDouble(), random);
    GridLook look = GridLook.draw(size, random);
    Photo photo = Photo.draw(random);
    boolean around = random.nextInt(3) > 0;
    return new GridDesign(seed, other, size, cells, look, photo, around, photo.onDesk());
  }

  private static Other kind(Random random) {
    return Other.values()[1 + random.nextInt(Other.values().length - 1)];
  }

  GridTruth truth() {
    boolean grid = other == Other.NONE;
    return new GridTruth(
        seed,
        photo.level().name().toLowerCase(java.util.Locale.ROOT),
        grid ? cells : List.of(),
        look.cell(),
        look.face().name());
  }
}
