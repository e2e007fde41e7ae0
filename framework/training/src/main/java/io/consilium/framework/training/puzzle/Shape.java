package io.consilium.framework.training.puzzle;

/**
 * A Sudoku grid: size x size cells in boxes of height x width (rows x columns).
 *
 * @param size cells along a side
 * @param height rows of a box
 * @param width columns of a box
 */
record Shape(int size, int height, int width) {
  /** The shape of grids of a size: 4, 6, 8, 9, 10, 12, 16 or 25. */
  static Shape of(int size) {
    return switch (size) {
      case 4, 6, 8, 10 -> new Shape(size, 2, size / 2);
      case 9, 12 -> new Shape(size, 3, size / 3);
      case 16 -> new Shape(size, 4, 4);
      case 25 -> new Shape(size, 5, 5);
      default ->
          throw new IllegalArgumentException(
              "There is no Sudoku of "
                  + size
                  + " x "
                  + size
                  + " here. Maybe take 4, 6, 8, 9, 10, 12, 16 or 25");
    };
  }

  /** The shape of a grid of so many cells. */
  static Shape ofCells(int cells) {
    int size = (int) Math.round(Math.sqrt(cells));
    if (size * size != cells) {
      throw new IllegalArgumentException("A Sudoku is square, and " + cells + " cells are not");
    }
    return of(size);
  }

  int cells() {
    return size * size;
  }

  /** Whether rows and columns can be exchanged. */
  boolean square() {
    return height == width;
  }

  /** The box of a cell; boxes row by row. */
  int box(int cell) {
    return cell / size / height * height + cell % size / width;
  }
}
